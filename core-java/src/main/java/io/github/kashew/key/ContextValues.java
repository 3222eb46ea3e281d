package io.github.kashew.key;

import org.jspecify.annotations.Nullable;

/** Where a template finds values that are not arguments of the call, such as {@code {@tenant}}. */
@FunctionalInterface
public interface ContextValues {

    /** A context without values. */
    ContextValues NONE = name -> null;

    /**
     * Returns the value of a name, or null if the context has none; a template that needs it then refuses to render.
     *
     * @param name the name as it is written behind the {@code @}
     */
    @Nullable
    Object get(String name);
}
