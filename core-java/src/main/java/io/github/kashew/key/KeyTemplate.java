package io.github.kashew.key;

import io.github.kashew.error.InvalidKeyException;
import io.github.kashew.error.Printable;
import java.util.List;

/**
 * A compiled text with places for values, such as {@code user:{u.name:lower}:{@tenant}}. Immutable and thread-safe.
 *
 * <table>
 *   <caption>What a template consists of</caption>
 *   <tr><th>written</th><th>meaning</th></tr>
 *   <tr><td>text</td><td>itself; not {@code *}, {@code ?}, {@code %} or control characters</td></tr>
 *   <tr><td><code>{{ }}</code></td><td>one brace</td></tr>
 *   <tr><td>{@code {id}}</td><td>an argument</td></tr>
 *   <tr><td>{@code {u.name}}</td><td>a record component, property of a Kotlin data class, or entry of a map</td></tr>
 *   <tr><td>{@code {ids[0]}}, {@code {m[key]}}</td><td>an element of a list or array, an entry of a map</td></tr>
 *   <tr><td>{@code {u:hash}}, {@code {u:hash(sha1)}}</td><td>a function of {@link KeyFormats}; they may be chained</td></tr>
 *   <tr><td>{@code {u:raw}}</td><td>the value unescaped; whether keys stay distinct is then up to the caller</td></tr>
 *   <tr><td>{@code {@tenant}}</td><td>a value of the context, which has to be there</td></tr>
 *   <tr><td>{@code {*}}</td><td>all arguments, joined by colons</td></tr>
 * </table>
 *
 * <p>Values are escaped, so that keys are equal only if all values are equal by the rules of {@link KeyFormats}; where
 * two values are separated by other text than a colon, a character of that text is escaped in the first value. A key
 * longer than {@link KeyFormats#maxKeyBytes()} has each value of more than 71 bytes replaced by its SHA-256 digest.
 */
public final class KeyTemplate {
    /** The {@linkplain #arity() arity} of a template that takes any number of arguments. */
    public static final int ANY_ARITY = -1;

    private final String template;
    private final List<String> parameterNames;
    private final List<String> roots;
    private final List<String> contextNames;
    private final int arity;
    private final String pattern;
    private final KeyShape shape;

    private KeyTemplate(String template, TemplateNames names, KeyFormats formats) {
        List<TemplatePart> parts = TemplateParser.parse(template, names, formats);
        this.template = template;
        this.parameterNames = List.copyOf(names.parameters());
        this.roots = names.roots();
        this.contextNames = names.contextNames();
        this.arity = names.isOpen() ? ANY_ARITY : parameterNames.size();
        this.pattern = pattern(template, parts);
        this.shape = KeyShape.of(template, parts, formats);
    }

    /**
     * Compiles a template whose arguments bind in the order in which the template first names them.
     *
     * @throws InvalidKeyException if anything in the template is wrong; the message says what, where, and what is
     *     permitted
     */
    public static KeyTemplate parse(String template) {
        return parse(template, KeyFormats.standard());
    }

    /** As {@link #parse(String)}, with functions and formats of one's own. */
    public static KeyTemplate parse(String template, KeyFormats formats) {
        return new KeyTemplate(template, TemplateNames.inOrderOfUse(), formats);
    }

    /**
     * Compiles a template whose arguments bind to parameters by position.
     *
     * @param parameterNames all parameters of the call, also those that the template does not use
     * @throws InvalidKeyException also if the template names another parameter
     */
    public static KeyTemplate parse(String template, List<String> parameterNames) {
        return parse(template, parameterNames, KeyFormats.standard());
    }

    /** As {@link #parse(String, List)}, with functions and formats of one's own. */
    public static KeyTemplate parse(String template, List<String> parameterNames, KeyFormats formats) {
        return parse(template, parameterNames, List.of(), formats);
    }

    /**
     * As {@link #parse(String, List, KeyFormats)}, with paths checked against the types of the parameters.
     *
     * @param types the declared type of each parameter, or none at all; paths into interfaces, abstract classes and
     *     {@code Object} are checked when a key is rendered
     * @throws InvalidKeyException also if a path names a property that its type does not have
     * @throws IllegalArgumentException if there are types, but not one for each parameter
     */
    public static KeyTemplate parse(
            String template, List<String> parameterNames, List<Class<?>> types, KeyFormats formats) {
        return new KeyTemplate(template, TemplateNames.of(parameterNames, types), formats);
    }

    /**
     * Returns the key of one call.
     *
     * @throws InvalidKeyException if a value has no key form or a context value is missing
     * @throws IllegalArgumentException if the number of arguments is not {@link #arity()}
     */
    public String render(Args args, ContextValues context) {
        if (args.size() != arity) {
            requireArity(args);
        }
        return shape.render(args, context);
    }

    private void requireArity(Args args) {
        if (arity == ANY_ARITY ? args.size() < roots.size() : args.size() != arity) {
            throw new IllegalArgumentException("key template " + Printable.text(template) + " takes "
                    + (arity == ANY_ARITY ? "at least " + roots.size() : arity) + " arguments " + parameterNames
                    + ", was given " + args.size());
        }
    }

    /** Returns the text that was compiled. */
    public String template() {
        return template;
    }

    /** Returns the parameters that arguments bind to, by position. */
    public List<String> parameterNames() {
        return parameterNames;
    }

    /** Returns the parameters that the template uses, in the order of first use. */
    public List<String> roots() {
        return roots;
    }

    /** Returns the context values that the template needs, in the order of first use. */
    public List<String> contextNames() {
        return contextNames;
    }

    /** Returns the number of arguments, or {@link #ANY_ARITY}. */
    public int arity() {
        return arity;
    }

    /** Returns the glob that matches every key of this template: each placeholder is a {@code *}. */
    public String pattern() {
        return pattern;
    }

    /** Returns the template as it was written. */
    @Override
    public String toString() {
        return template;
    }

    private static String pattern(String template, List<TemplatePart> parts) {
        StringBuilder text = new StringBuilder(template.length());
        for (TemplatePart part : parts) {
            text.append(part instanceof TemplatePart.Literal literal ? literal.text() : "*");
        }
        return text.toString();
    }
}
