package io.github.kashew;

import java.util.Locale;

/** Writes keys in lower case, but for the escapes in them, which stay what they are. */
final class LowerCase {

    private LowerCase() {}

    static String of(String key) {
        if (key.indexOf('%') < 0) {
            return key.toLowerCase(Locale.ROOT);
        }
        StringBuilder text = new StringBuilder(key.length());
        int from = 0;
        for (int escape = key.indexOf('%'); escape >= 0; escape = key.indexOf('%', escape + 1)) {
            if (escape >= from && isEscape(key, escape)) {
                text.append(key.substring(from, escape).toLowerCase(Locale.ROOT))
                        .append(key, escape, escape + 3);
                from = escape + 3;
            }
        }
        return text.append(key.substring(from).toLowerCase(Locale.ROOT)).toString();
    }

    private static boolean isEscape(String key, int at) {
        return at + 2 < key.length() && isHex(key.charAt(at + 1)) && isHex(key.charAt(at + 2));
    }

    private static boolean isHex(char digit) {
        return digit >= '0' && digit <= '9' || digit >= 'A' && digit <= 'F';
    }
}
