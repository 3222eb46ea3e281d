package io.github.kashew.spi;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern with wildcards, cut at its stars: the first piece stands at the beginning of a match, the last at its end,
 * and each one between is looked for behind the one before. Taking the earliest place for each never loses a match, so
 * nothing is tried twice.
 */
final class Glob {
    private final GlobPiece head;
    private final List<GlobPiece> between;
    private final GlobPiece tail;
    private final boolean hasStar;

    Glob(String pattern) {
        String[] pieces = pattern.split("\\*", -1);
        this.hasStar = pieces.length > 1;
        this.head = new GlobPiece(pieces[0]);
        this.tail = new GlobPiece(pieces[pieces.length - 1]);
        List<GlobPiece> inner = new ArrayList<>();
        for (int i = 1; i < pieces.length - 1; i++) {
            if (!pieces[i].isEmpty()) {
                inner.add(new GlobPiece(pieces[i]));
            }
        }
        this.between = List.copyOf(inner);
    }

    boolean matches(String text) {
        int from = head.endOfMatchAt(text, 0);
        if (from < 0 || !hasStar) {
            return from == text.length();
        }
        int to = tail.startOfMatchBefore(text, text.length());
        for (GlobPiece piece : between) {
            if (to < from) {
                return false;
            }
            from = piece.endOfFirstMatch(text, from, to);
            if (from < 0) {
                return false;
            }
        }
        return from <= to;
    }
}
