package io.github.kashew.spi;

import java.util.Arrays;

/** A part of a pattern without stars, as Unicode characters; {@code ?} matches any one of them. */
final class GlobPiece {
    private final int[] wanted;
    private final boolean literal;
    private final String text;

    /** The distinct literal characters, sorted, and for each the places where it may stand, one bit per place. */
    private final int[] alphabet;

    private final long[][] places;
    private final long[] wildcardPlaces;

    GlobPiece(String text) {
        this.text = text;
        this.wanted = text.codePoints().toArray();
        this.literal = text.indexOf('?') < 0;
        this.alphabet =
                Arrays.stream(wanted).filter(c -> c != '?').sorted().distinct().toArray();
        int words = (wanted.length + 63) / 64;
        this.wildcardPlaces = new long[words];
        this.places = new long[alphabet.length][words];
        for (int i = 0; i < wanted.length; i++) {
            long bit = 1L << i;
            if (wanted[i] == '?') {
                wildcardPlaces[i / 64] |= bit;
                for (long[] each : places) {
                    each[i / 64] |= bit;
                }
            } else {
                places[Arrays.binarySearch(alphabet, wanted[i])][i / 64] |= bit;
            }
        }
    }

    /** Returns where a match that begins at {@code start} ends, or -1. */
    int endOfMatchAt(String key, int start) {
        if (literal) {
            return key.startsWith(text, start) ? start + text.length() : -1;
        }
        int at = start;
        for (int c : wanted) {
            if (at >= key.length()) {
                return -1;
            }
            int found = key.codePointAt(at);
            if (c != '?' && c != found) {
                return -1;
            }
            at += Character.charCount(found);
        }
        return at;
    }

    /** Returns where a match that ends at {@code end} begins, or -1. */
    int startOfMatchBefore(String key, int end) {
        int at = end;
        for (int i = wanted.length - 1; i >= 0; i--) {
            if (at <= 0) {
                return -1;
            }
            int found = key.codePointBefore(at);
            if (wanted[i] != '?' && wanted[i] != found) {
                return -1;
            }
            at -= Character.charCount(found);
        }
        return at;
    }

    /**
     * Returns where the first match within a range ends, or -1.
     *
     * <p>All beginnings are followed at once: bit i of the state says that the characters just read match the first
     * i + 1 of this piece.
     */
    int endOfFirstMatch(String key, int from, int to) {
        long[] state = new long[wildcardPlaces.length];
        int last = wanted.length - 1;
        for (int at = from; at < to; ) {
            int found = key.codePointAt(at);
            at += Character.charCount(found);
            advance(state, placesOf(found));
            if ((state[last / 64] & 1L << last) != 0) {
                return at <= to ? at : -1;
            }
        }
        return -1;
    }

    private long[] placesOf(int character) {
        int index = Arrays.binarySearch(alphabet, character);
        return index < 0 ? wildcardPlaces : places[index];
    }

    private static void advance(long[] state, long[] possible) {
        long carry = 1;
        for (int word = 0; word < state.length; word++) {
            long next = state[word] >>> 63;
            state[word] = (state[word] << 1 | carry) & possible[word];
            carry = next;
        }
    }
}
