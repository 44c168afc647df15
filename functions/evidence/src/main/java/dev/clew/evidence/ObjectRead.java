package dev.clew.evidence;

/// An object that was read whole, for the receipt.
///
/// @param key relative to the tenant's root
/// @param sizeBytes as stored
/// @param sha256 of the stored bytes, lower-case hex
public record ObjectRead(String key, long sizeBytes, String sha256) {}
