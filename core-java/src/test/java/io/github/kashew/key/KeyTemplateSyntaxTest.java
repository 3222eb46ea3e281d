package io.github.kashew.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.error.InvalidKeyException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyTemplateSyntaxTest {
    private record User(String name, int age) {}

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    u:{                 | 2 | '{' is not closed; end the placeholder with '}'
                    u:{id               | 2 | '{' is not closed; end the placeholder with '}'
                    u:{}                | 2 | '{}' names nothing; a placeholder is {name}, {@name} or {*}
                    u:id}               | 4 | '}' without '{'; for a literal brace write '}}'
                    u:{a{b}}            | 4 | '{' inside a placeholder
                    u:{1}               | 3 | '1' is not the name of a parameter
                    u:{@}               | 4 | '}' is not the name of a context value
                    u:{a.}              | 5 | '}' is not the name of a property
                    u:{a b}             | 4 | ' ' is not expected here; permitted are .property, [index], :function
                    u:{a[0}             | 4 | '[' is not closed; write [0] or [key]
                    u:{a[]}             | 4 | '[]' names no element; write [0] or [key]
                    u:{a:}              | 5 | '}' is not the name of a function
                    u:{a:lowr}          | 5 | unknown function 'lowr'; known are get, hash, len, lower, raw, upper; did you mean 'lower'?
                    u:{a:lower(x)}      | 5 | function 'lower': it takes no arguments, was given 1
                    u:{a:hash(sha512)}  | 5 | function 'hash': it takes sha256 (the default), sha1 or md5, was given 'sha512'
                    u:{a:hash(sha1}     | 9 | '(' is not closed; write hash(argument)
                    u:{a:get}           | 5 | function 'get': it takes the key to look up, was given 0 arguments
                    u:{a:raw:lower}     | 8 | a function behind :raw; write :raw last
                    u:*                 | 2 | '*' is a pattern character and cannot be literal; for a value write {name}
                    u?                  | 1 | '?' is a pattern character and cannot be literal
                    u:100%              | 5 | '%' begins an escape and cannot be literal
                    """)
    @DisplayName("K09 a wrong template is refused when it is parsed, with place, finding and what is permitted")
    void refuses(String template, int index, String problem) {
        assertThatThrownBy(() -> KeyTemplate.parse(template))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageStartingWith("key template '" + template + "', at index " + index + ": ")
                .hasMessageContaining(problem);
    }

    @Test
    @DisplayName("K09 an empty template is refused")
    void refusesEmpty() {
        assertThatThrownBy(() -> KeyTemplate.parse(""))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessage("a key template must not be empty; write text and placeholders: user:{id}");
    }

    @Test
    @DisplayName("K09 an unknown parameter is refused with the permitted ones and the nearest")
    void refusesUnknownParameter() {
        assertThatThrownBy(() -> KeyTemplate.parse("u:{usr.id}", List.of("id", "user")))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessage(
                        "key template 'u:{usr.id}', at index 3: unknown parameter 'usr'; the parameters are id, user;"
                                + " did you mean 'user'?");
        assertThatThrownBy(() -> KeyTemplate.parse("u:{id}", List.of()))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageEndingWith("unknown parameter 'id'; there are no parameters");
    }

    @Test
    @DisplayName("K05 control characters and unpaired surrogates cannot be literal")
    void refusesControlCharacters() {
        for (String bad : List.of("\0", "a\n", "a\u007f", "a\u0085", "a\u2028", "a\ud800", "\udc00", "\ud800\ud800")) {
            assertThatThrownBy(() -> KeyTemplate.parse(bad))
                    .isInstanceOf(InvalidKeyException.class)
                    .message()
                    .matches(message -> message.chars().noneMatch(c -> KeyText.isControl((char) c)));
        }
        assertThat(render("😀:{id}", 1)).isEqualTo("😀:1");
    }

    @Test
    @DisplayName("K10 a path into a known type is checked when the template is parsed")
    void checksPathsByType() {
        assertThatThrownBy(() -> parse("u:{user.class.classLoader}", User.class))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageContaining("at index 7: parameter 'user': ")
                .hasMessageContaining("has no property 'class'; it has name, age");
        assertThatThrownBy(() -> parse("u:{user.nam}", User.class)).hasMessageEndingWith("did you mean 'name'?");
        assertThatThrownBy(() -> parse("u:{user.name.bytes}", User.class))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageContaining("property 'bytes' of java.lang.String cannot be read; a key reads only record"
                        + " components, properties of Kotlin data classes and entries of maps");
        assertThatThrownBy(() -> parse("u:{user[0]}", String.class))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageEndingWith("java.lang.String has no elements; only lists, arrays and maps have");
        assertThatThrownBy(() -> parse("u:{user[0].nme}", User[].class)).hasMessageEndingWith("did you mean 'name'?");
    }

    @Test
    @DisplayName("a path into a type that does not show its parts waits for the value")
    void toleratesOpenTypes() {
        for (Class<?> type : List.of(Object.class, Record.class, Comparable.class, Map.class, List.class)) {
            assertThat(parse("u:{user.name}", type == List.class ? Object.class : type))
                    .isNotNull();
            assertThat(parse("u:{user[0].name}", type == Record.class ? List.class : type))
                    .isNotNull();
        }
        assertThat(parse("u:{user.age}", User.class).render(Args.of((Object) new User("a", 3)), ContextValues.NONE))
                .isEqualTo("u:3");
    }

    @Test
    @DisplayName("DEFECT-36 a context value is permitted although no context is active")
    void contextValueWithoutContext() {
        KeyTemplate template = KeyTemplate.parse("user:{@tenant}:{id}:{@region}:{@tenant}");

        assertThat(template.contextNames()).containsExactly("tenant", "region");
        assertThat(template.roots()).containsExactly("id");
        assertThatThrownBy(() -> KeyTemplate.parse("user:{@:get(tenant)}"))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageEndingWith("'{@:' names no context value; write {@name}");
    }

    @Test
    @DisplayName("DEFECT-41 repeated, indexed and context placeholders are fine, in the pattern too")
    void repeatedPlaceholders() {
        KeyTemplate template = KeyTemplate.parse("a:{x}:{x}:{y[0]}:{@t}");

        assertThat(template.pattern()).isEqualTo("a:*:*:*:*");
        assertThat(template.roots()).containsExactly("x", "y");
        assertThat(template.arity()).isEqualTo(2);
        assertThat(template.render(Args.of(1, List.of(2)), name -> 3)).isEqualTo("a:1:1:2:3");
    }

    @Test
    @DisplayName("two values without a separator that tells them apart are refused")
    void refusesAmbiguousNeighbours() {
        assertThatThrownBy(() -> KeyTemplate.parse("u:{a}{b}"))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageContaining(
                        "at index 2: nothing separates the value of 'a' from the next one; put ':' between them");
        for (String separator : List.of("and", "1", "[", "#")) {
            assertThatThrownBy(() -> KeyTemplate.parse("{a}" + separator + "{b}"))
                    .isInstanceOf(InvalidKeyException.class)
                    .hasMessageContaining("'" + separator + "' does not separate the value of 'a'");
        }
        assertThat(render("{a:raw}and{b}-", 1, 2))
                .as("a raw value promises nothing")
                .isEqualTo("1and2-");
    }

    @Test
    @DisplayName("a template with more places than a key can hold is refused")
    void refusesUnboundedKeys() {
        String huge = String.join(":", Collections.nCopies(1000, "{a}"));

        assertThatThrownBy(() -> KeyTemplate.parse(huge))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageContaining("could be 71999 bytes long; at most 65536 are permitted")
                .message()
                .hasSizeLessThan(400);
    }

    @Test
    @DisplayName("doubled braces are literal braces")
    void literalBraces() {
        assertThat(render("{{user}}:{id}", 1)).isEqualTo("{user}:1");
        assertThat(KeyTemplate.parse("rates"))
                .hasToString("rates")
                .extracting(KeyTemplate::arity)
                .isEqualTo(0);
    }

    @Test
    @DisplayName("parameter names and types have to fit together")
    void refusesWrongNames() {
        assertThatThrownBy(() -> KeyTemplate.parse("{a}", List.of("a", "a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("parameter names must differ, were [a, a]");
        assertThatThrownBy(
                        () -> KeyTemplate.parse("{a}", List.of("a", "b"), List.of(String.class), KeyFormats.standard()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there must be one type for each of the 2 parameters, were 1");
    }

    private static KeyTemplate parse(String template, Class<?> type) {
        return KeyTemplate.parse(template, List.of("user"), List.of(type), KeyFormats.standard());
    }

    private static String render(String template, Object... values) {
        return KeyTemplate.parse(template).render(Args.of(values), ContextValues.NONE);
    }
}
