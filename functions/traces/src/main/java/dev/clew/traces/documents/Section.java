package dev.clew.traces.documents;

/// What stands under one heading of a page.
///
/// @param page the page's title, for the reader
/// @param link where it can be opened: the page's key or address, and the heading behind `#`
/// @param heading its own heading, below those above it: `Building > Windows`
/// @param text without the heading
public record Section(String page, String link, String heading, String text) {}
