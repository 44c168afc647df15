package dev.clew.traces.store;

/// An object as a listing shows it.
///
/// @param key relative to the tenant's root
/// @param etag guards a read against change; stores differ in what it is
public record StoredObject(String key, long sizeBytes, String etag) {}
