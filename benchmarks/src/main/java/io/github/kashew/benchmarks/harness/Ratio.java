package io.github.kashew.benchmarks.harness;

import java.util.List;

/**
 * The mean of a ratio with its bounds: the true mean is below {@code upper}, and above {@code lower}, with 95 % confidence
 * each.
 */
public record Ratio(double mean, double lower, double upper) {

    /** Quantiles of Student's t for 95 % on one side, by degrees of freedom from 1. */
    private static final double[] T = {
        6.314, 2.920, 2.353, 2.132, 2.015, 1.943, 1.895, 1.860, 1.833, 1.812, 1.796, 1.782, 1.771, 1.761, 1.753
    };

    /**
     * Returns the mean of independent samples.
     *
     * @param samples at least two
     */
    public static Ratio of(List<Double> samples) {
        int n = samples.size();
        double mean = samples.stream().mapToDouble(Double::doubleValue).sum() / n;
        double squares =
                samples.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
        double quantile = T[Math.min(n - 1, T.length) - 1];
        double margin = quantile * Math.sqrt(squares / (n - 1) / n);
        return new Ratio(mean, mean - margin, mean + margin);
    }

    /** Returns the median of some numbers. */
    public static double median(List<Double> numbers) {
        double[] sorted =
                numbers.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
