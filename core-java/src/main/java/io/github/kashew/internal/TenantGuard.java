package io.github.kashew.internal;

import io.github.kashew.CacheContext;
import io.github.kashew.error.InvalidKeyException;
import io.github.kashew.error.Printable;
import io.github.kashew.key.KeyFormats;
import io.github.kashew.key.KeyTemplate;

/**
 * Lets in only keys that begin with the prefix of a route and then the value that the context has for a name, so that no key
 * can be of another one's.
 *
 * @param prefix the prefix of the route
 * @param name the name of the context value, such as {@code tenant}
 * @param formats how the value is written
 */
record TenantGuard(String prefix, String name, KeyFormats formats) {

    /** Requires that a key, or a pattern, belongs to the context. */
    void admit(String key, CacheContext context) {
        if (InternalKeys.isInternal(key)) {
            return; // made by a strategy, of a key that was let in
        }
        Object value = context.value(name);
        if (value == null) {
            throw new InvalidKeyException("route '" + prefix + "' requires the context value '" + name
                    + "', which is not set: call inside a context that has it, such as CacheContext.current().with(\""
                    + name + "\", …).open(), in Kotlin keyContext(\"" + name + "\" to …) { }");
        }
        String begin = prefix + formats.text(name, value);
        boolean belongs =
                key.startsWith(begin) && (key.length() == begin.length() || key.charAt(begin.length()) == ':');
        if (!belongs) {
            throw new InvalidKeyException("key " + Printable.text(key) + " is not of this " + name
                    + ": keys of route '" + prefix + "' begin with " + Printable.text(begin)
                    + " and a colon; write the template as "
                    + prefix + "{@" + name + "}:…");
        }
    }

    /** Requires that a template whose keys are surely in the route names the context value. */
    void admit(KeyTemplate template) {
        if (template.template().startsWith(prefix) && !template.contextNames().contains(name)) {
            throw new InvalidKeyException("template " + Printable.text(template.template()) + " does not name {@" + name
                    + "}, which route '" + prefix + "' requires: write it as " + prefix + "{@" + name + "}:…");
        }
    }
}
