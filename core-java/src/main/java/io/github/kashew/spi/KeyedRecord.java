package io.github.kashew.spi;

/**
 * A record and the key that holds it.
 *
 * @param key where it is
 * @param stored what is there
 */
public record KeyedRecord<S>(String key, Stored<S> stored) {}
