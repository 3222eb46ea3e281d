package io.github.kashew.error;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The permitted name that a misspelled one probably meant. */
public final class Nearest {
    private Nearest() {}

    /** Returns the hint {@code "; did you mean 'x'?"}, or nothing if no permitted name resembles {@code wrong}. */
    public static String hint(String wrong, Collection<String> permitted) {
        String nearest = of(wrong, permitted);
        return nearest == null ? "" : "; did you mean '" + nearest + "'?";
    }

    private static @Nullable String of(String wrong, Collection<String> permitted) {
        String nearest = null;
        int least = Math.max(2, wrong.length() / 3) + 1;
        for (String name : permitted) {
            int distance = distance(wrong.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
            if (distance < least && distance < Math.max(wrong.length(), name.length())) {
                least = distance;
                nearest = name;
            }
        }
        return nearest;
    }

    /** Returns the number of characters to insert, delete or replace to get from one text to the other. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
