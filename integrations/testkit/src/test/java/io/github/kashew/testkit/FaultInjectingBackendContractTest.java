package io.github.kashew.testkit;

import io.github.kashew.CacheBuilder;
import io.github.kashew.RouteBuilder;
import java.util.Set;
import java.util.function.Consumer;

class FaultInjectingBackendContractTest extends BackendContract {

    @Override
    protected void addRoute(CacheBuilder builder, String prefix, Consumer<RouteBuilder> options) {
        builder.route(prefix, "mem://", route -> {
            route.wrap(memory -> new FaultInjectingBackend<>(memory, clock()));
            options.accept(route);
        });
    }

    @Override
    protected Set<Limitation> limitations() {
        return Set.of(Limitation.SHARES_OBJECTS, Limitation.COUNTS_EXPIRED);
    }
}
