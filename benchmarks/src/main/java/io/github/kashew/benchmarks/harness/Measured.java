package io.github.kashew.benchmarks.harness;

/** What one run of a benchmark took: time and allocated bytes, each for one operation. */
public record Measured(double nanos, double bytes) {}
