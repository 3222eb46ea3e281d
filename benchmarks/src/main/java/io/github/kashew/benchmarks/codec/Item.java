package io.github.kashew.benchmarks.codec;

import java.io.Serializable;

/** A line of an order. */
public record Item(String name, int count, double price) implements Serializable {}
