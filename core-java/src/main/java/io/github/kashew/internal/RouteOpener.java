package io.github.kashew.internal;

import io.github.kashew.CacheSettings;
import io.github.kashew.CommandKind;
import io.github.kashew.Middleware;
import io.github.kashew.RouteBuilder;
import io.github.kashew.Switch;
import io.github.kashew.error.NotConfiguredException;
import io.github.kashew.spi.Backend;
import io.github.kashew.spi.BackendContext;
import io.github.kashew.spi.BackendProvider;
import io.github.kashew.spi.BackendUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Opens the routes of a cache: all of them, or none. */
final class RouteOpener {

    private final CacheSettings settings;
    private final Executor answering;
    private final Switchboard switches;
    private final Callbacks callbacks;

    RouteOpener(CacheSettings settings, Executor answering, Switchboard switches, Callbacks callbacks) {
        if (settings.routes().isEmpty()) {
            throw new NotConfiguredException("cache '" + settings.name()
                    + "' has no route: add route(\"\", \"mem://\") for all keys, or open(\"mem://\")");
        }
        this.settings = settings;
        this.answering = answering;
        this.switches = switches;
        this.callbacks = callbacks;
    }

    List<Route> open() {
        List<Route> opened = new ArrayList<>();
        try {
            settings.routes().forEach(route -> opened.add(open(route)));
            return opened;
        } catch (RuntimeException refused) {
            opened.forEach(route -> route.backend().close());
            throw refused;
        }
    }

    private Route open(RouteBuilder route) {
        Tallies tallies = new Tallies();
        BackendContext context = new BackendContext(
                settings.clock(),
                answering,
                new GuardedRemovals(settings.removals(), tallies.direct().evictions),
                new Weight(route.weigher()));
        boolean suppress = route.suppress();
        boolean off = false;
        Backend<?> opened;
        ByteOptions byteOptions;
        NearOptions nearOptions;
        if (route.source() instanceof RouteBuilder.Source.Url source) {
            BackendUrl url = BackendUrl.parse(source.text());
            suppress = url.flag("suppress", suppress);
            boolean enabled = url.flag("enable", true);
            off = url.flag("disable", false) || !enabled;
            Backend<?> named = provider(url).open(url, context);
            byteOptions = named.form() == byte[].class
                    ? closingOnRefusal(named, () -> ByteOptions.of(route, url))
                    : ByteOptions.of(route);
            nearOptions = closingOnRefusal(named, () -> {
                NearOptions options = NearOptions.of(route, url, named);
                url.requireNothingElse();
                return options;
            });
            opened = named;
        } else {
            byteOptions = ByteOptions.of(route);
            Backend<?> made =
                    ((RouteBuilder.Source.Factory) route.source()).open().apply(context);
            nearOptions = closingOnRefusal(made, () -> NearOptions.of(route, null, made));
            opened = made;
        }
        NearBackend near =
                nearOptions.isOn() ? closingOnRefusal(opened, () -> NearBackend.of(opened, nearOptions)) : null;
        Backend<?> outer = near == null ? opened : near;
        Backend<?> backend = closingOnRefusal(outer, () -> route.wrapping().apply(outer));
        Flights flights = new Flights();
        Suppression suppression =
                new Suppression(suppress, route.prefix(), settings.clock(), tallies.direct().suppressed);
        Store<?> store =
                closingOnRefusal(backend, () -> store(backend, near, flights, suppression, route, byteOptions));
        List<Middleware> around = Stream.concat(settings.middleware().stream(), route.middleware().stream())
                .toList();
        Gate gate = new Gate(switches, route.prefix(), backend);
        String required = route.requiredContext();
        TenantGuard guard = required == null ? null : new TenantGuard(route.prefix(), required, settings.formats());
        Route built = new Route(
                route.prefix(), backend, around, store, new Route.Parts(flights, tallies, gate, callbacks, guard));
        Set<CommandKind> disabled = off ? Switch.all().kinds() : route.disabled();
        if (!disabled.isEmpty()) {
            switches.disable(new Switch(disabled, route.prefix()));
            built.watch();
        }
        return built;
    }

    private static <T> T closingOnRefusal(Backend<?> opened, Supplier<T> step) {
        try {
            return step.get();
        } catch (RuntimeException refused) {
            opened.close();
            throw refused;
        }
    }

    @SuppressWarnings("unchecked") // the form tells what the backend keeps
    private Store<?> store(
            Backend<?> backend,
            @Nullable NearBackend near,
            Flights flights,
            Suppression suppression,
            RouteBuilder route,
            ByteOptions options) {
        if (backend.form() == Object.class) {
            options.requireNoSecret();
            return new ObjectStore((Backend<Object>) backend, flights, suppression);
        }
        if (backend.form() == byte[].class) {
            Backend<byte[]> bytes = (Backend<byte[]>) backend;
            CodecChoice codecs = options.codecs();
            Envelopes envelopes = options.envelopes();
            UnreadableLog unreadable = new UnreadableLog(options.onBadBytes(), route.prefix(), settings.clock());
            KeptBeside beside = new KeptBeside();
            return near == null
                    ? new ByteStore(bytes, flights, suppression, codecs, envelopes, unreadable, beside)
                    : new NearStore(near.near(), bytes, flights, suppression, codecs, envelopes, unreadable, beside);
        }
        throw new NotConfiguredException("a backend keeps Object or byte[], the one of route '" + route.prefix()
                + "' says it keeps " + backend.form().getName());
    }

    private static BackendProvider provider(BackendUrl url) {
        TreeSet<String> known = new TreeSet<>();
        for (BackendProvider provider : ServiceLoader.load(BackendProvider.class, RouteOpener.class.getClassLoader())) {
            if (provider.schemes().contains(url.scheme())) {
                return provider;
            }
            known.addAll(provider.schemes());
        }
        throw url.refused("no backend for scheme '" + url.scheme() + "'; there are " + String.join(", ", known)
                + ", others come with the artifact of their backend");
    }
}
