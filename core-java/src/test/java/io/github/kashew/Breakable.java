package io.github.kashew;

import io.github.kashew.error.BackendException;
import io.github.kashew.spi.Backend;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A backend of which some methods fail while they are named here, and which counts how often it was asked. */
final class Breakable {

    final Set<String> broken = new HashSet<>();
    int calls;

    Backend<?> around(Backend<?> backend) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getName().equals("readNow") && !broken.isEmpty()) {
                return null;
            }
            if (broken.contains(method.getName())) {
                return CompletableFuture.failedFuture(new BackendException(method.getName() + " is broken"));
            }
            if (arguments != null && arguments.length > 0 && !method.getName().equals("isPast")) {
                calls++;
            }
            try {
                return method.invoke(backend, arguments);
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
        };
        return (Backend<?>)
                Proxy.newProxyInstance(Backend.class.getClassLoader(), new Class<?>[] {Backend.class}, handler);
    }
}
