package io.github.kashew.disk;

import io.github.kashew.spi.BackendUrl;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What a settings URL says about a disk backend.
 *
 * @param directory where the files are
 * @param shards the number of files, 1 to {@link #MOST_SHARDS}
 * @param sizeLimit the most bytes of all files together
 * @param eviction what leaves when there is no room
 * @param timeoutMillis how long a call waits for another process
 * @param checkMillis how often expired records are purged; 0 for never
 * @param inlineReads whether single reads run on the caller's thread when nobody else reads
 */
record DiskOptions(
        Path directory,
        int shards,
        long sizeLimit,
        EvictionPolicy eviction,
        int timeoutMillis,
        long checkMillis,
        boolean inlineReads) {

    static final int MOST_SHARDS = 256;

    private static final int DEFAULT_SHARDS = 8;
    private static final long DEFAULT_SIZE_LIMIT = 1L << 30;
    private static final long LEAST_SHARE = 1L << 20;
    private static final long DEFAULT_TIMEOUT_MILLIS = 500;
    private static final long LONGEST_TIMEOUT_MILLIS = 60_000;
    private static final long DEFAULT_CHECK_MILLIS = 1_000;
    private static final long LONGEST_CHECK_MILLIS = 86_400_000;

    static DiskOptions of(BackendUrl url) {
        Path directory = directory(url);
        int shards = (int) url.number("shards", DEFAULT_SHARDS, 1, MOST_SHARDS);
        long limit = url.bytes("size_limit", Math.max(DEFAULT_SIZE_LIMIT, shards * LEAST_SHARE));
        if (limit / shards < LEAST_SHARE) {
            throw url.refused("parameter 'size_limit' must be at least 1MB for each shard, which is " + shards
                    + "MB here, was " + limit + " bytes");
        }
        return new DiskOptions(
                directory,
                shards,
                limit,
                url.parsed("eviction", EvictionPolicy.LRU, EvictionPolicy::of),
                (int) url.millis("timeout", DEFAULT_TIMEOUT_MILLIS, LONGEST_TIMEOUT_MILLIS),
                url.millis("check_interval", DEFAULT_CHECK_MILLIS, LONGEST_CHECK_MILLIS),
                url.parsed("reads", false, DiskOptions::inline));
    }

    private static Path directory(BackendUrl url) {
        String named = url.text("directory");
        boolean inAddress = !url.address().isEmpty();
        if (inAddress == (named != null)) {
            throw url.refused("write the directory once, as disk:///var/cache/app or disk://?directory=cache");
        }
        if (inAddress && !url.address().startsWith("/")) {
            throw url.refused("disk has no host: an absolute directory has three slashes, disk:///var/cache/app,"
                    + " a relative one is a parameter, disk://?directory=cache");
        }
        try {
            return Path.of(named == null ? decoded(url.address()) : named);
        } catch (IllegalArgumentException malformed) {
            throw url.refused("the directory is no path of this system: use percent escapes of UTF-8 in the address");
        }
    }

    private static String decoded(String address) {
        return URLDecoder.decode(address.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static boolean inline(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "inline" -> true;
            case "threads" -> false;
            default -> throw new IllegalArgumentException("must be inline or threads, was '" + value + "'");
        };
    }

    /** Returns how many bytes the files of one shard may take. */
    long share() {
        return sizeLimit / shards;
    }
}
