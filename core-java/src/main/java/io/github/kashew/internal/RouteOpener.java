package io.github.kashew.internal;

import io.github.kashew.CacheSettings;
import io.github.kashew.Middleware;
import io.github.kashew.RouteBuilder;
import io.github.kashew.error.NotConfiguredException;
import io.github.kashew.spi.Backend;
import io.github.kashew.spi.BackendContext;
import io.github.kashew.spi.BackendProvider;
import io.github.kashew.spi.BackendUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Opens the routes of a cache: all of them, or none. */
final class RouteOpener {

    private final CacheSettings settings;
    private final Executor answering;

    RouteOpener(CacheSettings settings, Executor answering) {
        if (settings.routes().isEmpty()) {
            throw new NotConfiguredException("cache '" + settings.name()
                    + "' has no route: add route(\"\", \"mem://\") for all keys, or open(\"mem://\")");
        }
        this.settings = settings;
        this.answering = answering;
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
        BackendContext context = new BackendContext(
                settings.clock(), answering, GuardedRemovals.of(settings.removals()), new Weight(route.weigher()));
        boolean suppress = route.suppress();
        Backend<?> opened;
        if (route.source() instanceof RouteBuilder.Source.Url source) {
            BackendUrl url = BackendUrl.parse(source.text());
            suppress = url.flag("suppress", suppress);
            Backend<?> named = provider(url).open(url, context);
            opened = closingOnRefusal(named, () -> {
                url.requireNothingElse();
                return named;
            });
        } else {
            opened = ((RouteBuilder.Source.Factory) route.source()).open().apply(context);
        }
        Backend<?> backend = closingOnRefusal(opened, () -> route.wrapping().apply(opened));
        Flights flights = new Flights();
        Suppression suppression = new Suppression(suppress, route.prefix(), settings.clock());
        Store<?> store = closingOnRefusal(backend, () -> store(backend, flights, suppression));
        List<Middleware> around = Stream.concat(settings.middleware().stream(), route.middleware().stream())
                .toList();
        return new Route(route.prefix(), backend, around, store, flights);
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
    private static Store<?> store(Backend<?> backend, Flights flights, Suppression suppression) {
        if (backend.form() == Object.class) {
            return new ObjectStore((Backend<Object>) backend, flights, suppression);
        }
        throw new NotConfiguredException(
                "a backend that keeps " + backend.form().getSimpleName()
                        + " needs a codec, which this version does not have: use one that keeps Object");
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
