package io.github.kashew.disk;

import io.github.kashew.spi.Backend;
import io.github.kashew.spi.BackendContext;
import io.github.kashew.spi.BackendProvider;
import io.github.kashew.spi.BackendUrl;
import java.util.Set;

/**
 * Serves {@code disk:///directory?shards=&size_limit=&eviction=&timeout=&check_interval=&reads=}.
 *
 * <p>A relative directory is written as {@code disk://?directory=cache}. Opening creates the directory, for its owner only,
 * and refuses one that others may write to.
 */
public final class DiskBackendProvider implements BackendProvider {

    /** Makes a provider; {@link java.util.ServiceLoader} does. */
    public DiskBackendProvider() {}

    @Override
    public Set<String> schemes() {
        return Set.of("disk");
    }

    @Override
    public Backend<?> open(BackendUrl url, BackendContext context) {
        DiskOptions options = DiskOptions.of(url);
        SqliteLibrary.require();
        return new DiskBackend(Shards.open(options, context), context.clock());
    }
}
