package io.github.kashew.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.error.InvalidKeyException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyTemplateRenderTest {
    private record Book(String title, @Nullable Author author, int count) {}

    private record Author(@Nullable String name, List<String> index) {}

    private static final Book BOOK = new Book("Emma", new Author("Jane", List.of("10", "20")), 7);

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "user:{id}, user:42",
        "user:{id}:profile, user:42:profile",
        "{id}, 42",
        "user:{id}:{name}, user:42:Ann Lee",
        "user:{id}:{name}:x, user:42:Ann Lee:x",
        "user:{id}/{name}/x, user:42/Ann Lee/x",
        "{*}, 42:Ann Lee",
        "all:{*}:{id}, all:42:Ann Lee:42",
        "u:{name:lower}, u:ann lee",
        "u:{name:upper:len}, u:7"
    })
    @DisplayName("values take the places of their names")
    void renders(String template, String key) {
        assertThat(KeyTemplate.parse(template, List.of("id", "name"))
                        .render(Args.of(42L, "Ann Lee"), ContextValues.NONE))
                .isEqualTo(key);
    }

    @Test
    @DisplayName("specialised templates give the same keys as the general one, for every kind of value")
    void shapesAgree() {
        Object[] values = {
            0, -1, Long.MIN_VALUE, Integer.MAX_VALUE, "", "plain", "a:b", "é😀", null, 1.5, List.of(1), "x".repeat(600)
        };
        for (Object a : values) {
            assertThat(render("p:{a}", a)).isEqualTo("p:" + general(a));
            assertThat(render("p:{a}:s", a)).isEqualTo("p:" + general(a) + ":s");
            for (Object b : values) {
                String both = "p:" + general(a) + ":" + general(b);
                assertThat(render("p:{a}:{b}", a, b)).isEqualTo(both);
                assertThat(render("p:{a}:{b}:s", a, b)).isEqualTo(both + ":s");
                assertThat(KeyTemplate.parse("p:{b}:{a}", List.of("a", "b")).render(Args.of(b, a), ContextValues.NONE))
                        .isEqualTo(both);
            }
        }
    }

    private static String general(@Nullable Object value) {
        String text = KeyFormats.standard().text("x", value);
        return text.length() > 400 ? Marks.hashed(text) : text;
    }

    @Test
    @DisplayName("DEFECT-37 arguments bind by position, so one call has one key, and a wrong number is refused")
    void bindsByPosition() {
        KeyTemplate template = KeyTemplate.parse("f:{b}:{a}", List.of("a", "b"));

        assertThat(template.render(Args.of(1, "B"), ContextValues.NONE)).isEqualTo("f:B:1");
        assertThatThrownBy(() -> template.render(Args.of(1), ContextValues.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("key template 'f:{b}:{a}' takes 2 arguments [a, b], was given 1");
        assertThat(KeyTemplate.parse("f:{b}:{a}").parameterNames()).containsExactly("b", "a");
    }

    @Test
    @DisplayName("all arguments: any number of them without parameter names")
    void allArguments() {
        KeyTemplate open = KeyTemplate.parse("f:{a}:{*}");

        assertThat(open.arity()).isEqualTo(KeyTemplate.ANY_ARITY);
        assertThat(open.render(Args.of(1), ContextValues.NONE)).isEqualTo("f:1:1");
        assertThat(open.render(Args.of(1, "x:y", 3, 4), ContextValues.NONE)).isEqualTo("f:1:1:x%3Ay:3:4");
        assertThatThrownBy(() -> open.render(Args.of(), ContextValues.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("takes at least 1 arguments");
        assertThat(render("f:{*:len}", 1, 2, 3)).isEqualTo("f:3");
    }

    @Test
    @DisplayName("DEFECT-38 a path reads the real object, never its text")
    void readsRealObjects() {
        assertThat(render("b:{book.title}:{book.count}", BOOK)).isEqualTo("b:Emma:7");
        assertThat(render("b:{book.author.index[1]}", BOOK)).isEqualTo("b:20");
        assertThat(render("b:{items[0]}", List.of("10", "20"))).isEqualTo("b:10");
        assertThat(render("b:{items[1]}", (Object) new int[] {5, 6})).isEqualTo("b:6");
        assertThat(render("b:{map.k}:{map[k]}:{map:get(k)}", Map.of("k", 1))).isEqualTo("b:1:1:1");
        assertThat(render("b:{map[7]}", Map.of(7, "int"))).isEqualTo("b:int");
        assertThat(render("b:{map[7]}", new TreeMap<>(Map.of(7L, "long")))).isEqualTo("b:long");
        assertThatThrownBy(() -> render("b:{text[0]}", "10:20"))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageContaining("[0] of java.lang.String cannot be read; only lists, arrays and maps");
        assertThatThrownBy(() -> render("b:{items[first]}", List.of(1)))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageContaining("parameter 'items': [first] is not an index");
    }

    @Test
    @DisplayName("DEFECT-38 a null, a path that leads nowhere and an empty text differ")
    void missingParts() {
        Map<String, Object> map = new HashMap<>();
        map.put("null", null);
        map.put("empty", "");

        assertThat(render("{m.null}:{m.empty}:{m.missing}:{m.null.more}", map))
                .isEqualTo("%null:%empty:%absent:%absent");
        assertThat(render("{list[2]}", List.of(1))).isEqualTo("%absent");
        assertThat(render("{b.author.name}", new Book("x", null, 1)))
                .isNotEqualTo(render("{b.author.name}", new Book("x", new Author(null, List.of()), 1)));
        assertThat(render("{m.null:lower:hash:len}", map))
                .as("null passes through functions")
                .isEqualTo("%null");
    }

    @Test
    @DisplayName("K10 only declared properties can be read, never getters")
    void refusesGetters() {
        assertThatThrownBy(() -> render("{u.class.classLoader}", (Object) BOOK))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageContaining("has no property 'class'; it has title, author, count");
        assertThatThrownBy(() -> render("{t.name}", new Thread("never started")))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageContaining("parameter 't': property 'name' of java.lang.Thread cannot be read");
    }

    @Test
    @DisplayName("K21 a key is a snapshot of the arguments")
    void snapshot() {
        List<Integer> ids = new ArrayList<>(List.of(1, 2));
        KeyTemplate template = KeyTemplate.parse("sum:{ids}");

        String before = template.render(Args.of((Object) ids), ContextValues.NONE);
        ids.add(3);

        assertThat(before).isEqualTo("sum:[1,2]");
        assertThat(template.render(Args.of((Object) ids), ContextValues.NONE)).isEqualTo("sum:[1,2,3]");
    }

    @Test
    @DisplayName("K22 a missing context value is refused and never becomes an empty text")
    void contextValues() {
        KeyTemplate template = KeyTemplate.parse("{@tenant}:{@user.id}:{id}");
        Map<String, Object> context = new HashMap<>(Map.of("tenant", "a:b", "user", Map.of("id", 9)));

        assertThat(template.render(Args.of(1), context::get)).isEqualTo("a%3Ab:9:1");
        context.remove("tenant");
        assertThatThrownBy(() -> template.render(Args.of(1), context::get))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessage("context value 'tenant' is missing; the template needs {@tenant}, set it before the call");
        assertThatThrownBy(() -> template.render(Args.of(1), ContextValues.NONE))
                .isInstanceOf(InvalidKeyException.class);
    }

    private static String render(String template, @Nullable Object... values) {
        return KeyTemplate.parse(template).render(Args.of(values), ContextValues.NONE);
    }
}
