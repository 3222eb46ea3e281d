package io.github.kashew.internal;

import io.github.kashew.BloomSize;

/**
 * Where the bits of a member are in a filter.
 *
 * <p>Two hashes stand for any number of them (A. Kirsch and M. Mitzenmacher, <i>Less hashing, same performance: building a
 * better Bloom filter</i>, ESA 2006). The step grows with each bit (enhanced double hashing, P. C. Dillinger and
 * P. Manolios, <i>Bloom filters in probabilistic verification</i>, FMCAD 2004): in a small filter, a step of 0 would
 * otherwise leave a member with one bit. Bits of a member may coincide.
 *
 * @param bits how many bits the filter has
 * @param hashes how many bits a member has, fewer than {@code bits}
 * @param offset the first bit of the filter in the bits of its key
 */
record BloomShape(long bits, int hashes, long offset) {

    /** Changes whenever the same text gets other bits, so that filters of both kinds do not meet. */
    static final int HASH_VERSION = 1;

    static BloomShape of(BloomSize size, long offset) {
        return new BloomShape(size.bits(), size.hashes(), offset);
    }

    /** Writes the bits of a member to {@code into}, beginning at {@code at}. */
    void locate(Murmur3.Hash hash, long[] into, int at) {
        long place = scaled(hash.first());
        long step = scaled(hash.second());
        for (int i = 0; i < hashes; i++) {
            into[at + i] = offset + place;
            place = wrapped(place + step);
            step = wrapped(step + i + 1);
        }
    }

    /** Returns the share of all hashes that are below this one, as a number of bits: no division. */
    private long scaled(long hash) {
        return Math.multiplyHigh(hash >>> 1, bits << 1);
    }

    private long wrapped(long place) {
        return place < bits ? place : place - bits;
    }

    /** Names the shape in the key of a filter. */
    String name() {
        return bits + "x" + hashes;
    }
}
