package io.github.kashew.objects;

import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;

/** What a hostile stream would have run. */
public final class Gadgets implements Serializable, InvocationHandler {
    private static final long serialVersionUID = 1L;

    static boolean ran;

    /** Called by a gadget. */
    public void run() {
        ran = true;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] args) {
        ran = true;
        return null;
    }
}
