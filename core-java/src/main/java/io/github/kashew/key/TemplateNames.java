package io.github.kashew.key;

import io.github.kashew.error.Nearest;
import io.github.kashew.error.Printable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names that one template uses, and the parameters it may use. */
final class TemplateNames {
    private final @Nullable List<String> permitted;
    private final List<Class<?>> types;
    private final Set<String> roots = new LinkedHashSet<>();
    private final Set<String> contextNames = new LinkedHashSet<>();
    private boolean takesAll;

    private TemplateNames(@Nullable List<String> permitted, List<Class<?>> types) {
        this.permitted = permitted;
        this.types = types;
    }

    /** Permits every name; arguments bind in the order of first use. */
    static TemplateNames inOrderOfUse() {
        return new TemplateNames(null, List.of());
    }

    /**
     * Permits the given names, which arguments bind to by position.
     *
     * @param types the types of the parameters, or nothing if they are not known
     */
    static TemplateNames of(List<String> parameters, List<Class<?>> types) {
        if (Set.copyOf(parameters).size() != parameters.size()) {
            throw new IllegalArgumentException("parameter names must differ, were " + parameters);
        }
        if (!types.isEmpty() && types.size() != parameters.size()) {
            throw new IllegalArgumentException("there must be one type for each of the " + parameters.size()
                    + " parameters, were " + types.size());
        }
        return new TemplateNames(List.copyOf(parameters), List.copyOf(types));
    }

    TemplatePart.Root argument(String template, int index, String name) {
        roots.add(name);
        List<String> known = parameters();
        if (!known.contains(name)) {
            throw TemplateError.at(
                    template,
                    index,
                    "unknown parameter " + Printable.text(name) + "; "
                            + (known.isEmpty()
                                    ? "there are no parameters"
                                    : "the parameters are " + String.join(", ", known))
                            + Nearest.hint(name, known));
        }
        return new TemplatePart.Argument(name, known.indexOf(name));
    }

    TemplatePart.Root contextValue(String name) {
        contextNames.add(name);
        return new TemplatePart.ContextValue(name);
    }

    TemplatePart.Root allArguments() {
        takesAll = true;
        return new TemplatePart.AllArguments();
    }

    KnownType type(TemplatePart.Root root) {
        return root instanceof TemplatePart.Argument argument && !types.isEmpty()
                ? KnownType.of(types.get(argument.index()))
                : KnownType.UNKNOWN;
    }

    /** Returns the names that arguments bind to, by position. */
    List<String> parameters() {
        return permitted == null ? new ArrayList<>(roots) : permitted;
    }

    List<String> roots() {
        return List.copyOf(roots);
    }

    List<String> contextNames() {
        return List.copyOf(contextNames);
    }

    /** Tells whether the template takes any number of arguments. */
    boolean isOpen() {
        return takesAll && permitted == null;
    }
}
