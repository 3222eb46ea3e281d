package io.github.kashew.spi;

import io.github.kashew.error.Nearest;
import io.github.kashew.error.NotConfiguredException;
import io.github.kashew.error.Printable;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parsed settings URL of a backend, for example {@code mem://?size=10000}.
 *
 * <p>A provider reads its parameters by name and type. The cache then calls {@link #requireNothingElse()}, which refuses
 * what nobody read and names the nearest parameter that was. Neither messages nor {@link #toString()} show user information,
 * secrets or passwords. This class is not thread-safe: it remembers what was read.
 */
public final class BackendUrl {

    private static final Pattern URL =
            Pattern.compile("(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?<address>[^?#]*)(\\?(?<query>[^#]*))?");
    private static final Pattern SIZE = Pattern.compile("(?<number>\\d{1,18})(?<unit>[kKmMgGtT]?)[bB]?");

    private static final Pattern SECONDS = Pattern.compile("(?<number>\\d{1,15})(?<unit>ms|s|)");

    private final String scheme;
    private final String address;
    private final Map<String, String> parameters;
    private final TreeSet<String> read = new TreeSet<>();

    private BackendUrl(String scheme, String address, Map<String, String> parameters) {
        this.scheme = scheme;
        this.address = address;
        this.parameters = parameters;
    }

    /**
     * Parses a settings URL.
     *
     * @throws NotConfiguredException if it has no scheme, names a parameter twice, or holds a broken percent escape
     */
    public static BackendUrl parse(String url) {
        Matcher matcher = URL.matcher(url);
        if (!matcher.matches()) {
            throw new NotConfiguredException(
                    "a settings URL looks like mem://?size=10000 or redis://host:6379/0, this one has no scheme://"
                            + " or holds a '#'");
        }
        String scheme = matcher.group("scheme").toLowerCase(Locale.ROOT);
        String address = matcher.group("address");
        Map<String, String> parameters = new LinkedHashMap<>();
        String query = matcher.group("query");
        for (String pair : query == null ? new String[0] : query.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : decode(scheme, name, pair.substring(equals + 1));
                if (parameters.putIfAbsent(name.toLowerCase(Locale.ROOT), value) != null) {
                    throw new NotConfiguredException(scheme + "://… : parameter '" + name + "' is given twice");
                }
            }
        }
        return new BackendUrl(scheme, address, parameters);
    }

    private static String decode(String scheme, String name, String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            // the cause would show the value, which may be a secret
            throw new NotConfiguredException(
                    scheme + "://… : parameter '" + name + "' has a '%' that is not followed by two hex digits");
        }
    }

    /** Returns the scheme in lower case. */
    public String scheme() {
        return scheme;
    }

    /** Returns everything between {@code ://} and the query: user information, hosts and path, as written. */
    public String address() {
        return address;
    }

    /** Returns a text parameter, or null if it is not given. */
    public @Nullable String text(String name) {
        read.add(name);
        return parameters.get(name);
    }

    /** Returns a switch: {@code true} or {@code 1}, {@code false} or {@code 0}, or nothing after the name for true. */
    public boolean flag(String name, boolean otherwise) {
        return typed(name, otherwise, value -> switch (value.toLowerCase(Locale.ROOT)) {
            case "", "1", "true" -> true;
            case "0", "false" -> false;
            default -> throw refused(name, value, "true or false");
        });
    }

    /** Returns a whole number from {@code least} to {@code most}. */
    public long number(String name, long otherwise, long least, long most) {
        return typed(name, otherwise, value -> {
            String range = "a whole number from " + least + " to " + most;
            if (!value.matches("-?\\d{1,18}")) {
                throw refused(name, value, range);
            }
            long number = Long.parseLong(value);
            if (number < least || number > most) {
                throw refused(name, value, range);
            }
            return number;
        });
    }

    /** Returns an amount of bytes such as {@code 512MB} or {@code 3GB} (powers of 1024). */
    public long bytes(String name, long otherwise) {
        return typed(name, otherwise, value -> {
            Matcher matcher = SIZE.matcher(value);
            if (!matcher.matches()) {
                throw refused(name, value, "an amount of bytes such as 512MB or 3GB");
            }
            String unit = matcher.group("unit").toLowerCase(Locale.ROOT);
            int power = unit.isEmpty() ? 0 : "kmgt".indexOf(unit) + 1;
            long number = Long.parseLong(matcher.group("number"));
            if (number > Long.MAX_VALUE >> (10 * power)) {
                throw refused(name, value, "an amount of less than 8 EB");
            }
            return number << (10 * power);
        });
    }

    /** Returns a parameter as {@code parser} reads it; what the parser throws is reported with the parameter's name. */
    public <T> T parsed(String name, T otherwise, Function<String, T> parser) {
        return typed(name, otherwise, value -> {
            try {
                return parser.apply(value);
            } catch (IllegalArgumentException refused) {
                throw new NotConfiguredException(this + " : parameter '" + name + "': " + refused.getMessage());
            }
        });
    }

    /**
     * Refuses parameters that nobody read.
     *
     * @throws NotConfiguredException naming the unknown parameter and the nearest known one
     */
    public void requireNothingElse() {
        for (String name : parameters.keySet()) {
            if (!read.contains(name)) {
                throw new NotConfiguredException("%s : unknown parameter %s%s; known are %s"
                        .formatted(this, Printable.text(name), Nearest.hint(name, read), String.join(", ", read)));
            }
        }
    }

    private <T> T typed(String name, T otherwise, Function<String, T> parser) {
        String value = text(name);
        return value == null ? otherwise : parser.apply(value);
    }

    /** Returns a duration in milliseconds, from 0 (off) to {@code most}; the value is in seconds, or has a unit: {@code 500ms}. */
    public long millis(String name, long otherwise, long most) {
        return typed(name, otherwise, value -> {
            Matcher matcher = SECONDS.matcher(value);
            if (!matcher.matches()) {
                throw refused(name, value, "a duration such as 1s or 500ms");
            }
            long number = Long.parseLong(matcher.group("number"));
            long millis = "ms".equals(matcher.group("unit")) ? number : Math.multiplyExact(number, 1000);
            if (millis > most) {
                throw refused(name, value, "at most " + most / 1000 + "s");
            }
            return millis;
        });
    }

    /** Returns the exception that refuses this URL for {@code reason}. */
    public NotConfiguredException refused(String reason) {
        return new NotConfiguredException(this + " : " + reason);
    }

    private NotConfiguredException refused(String name, String value, String permitted) {
        return new NotConfiguredException(
                "%s : parameter '%s' must be %s, was '%s'".formatted(this, name, permitted, value));
    }

    /** Returns the scheme and the hosts; never user information, path or parameters. */
    @Override
    public String toString() {
        int at = address.lastIndexOf('@');
        int slash = address.indexOf('/', at + 1);
        String hosts = address.substring(at + 1, slash < 0 ? address.length() : slash);
        return scheme + "://" + (at < 0 ? "" : "***@") + hosts;
    }
}
