package io.github.kashew.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.error.InvalidKeyException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MethodKeysTest {
    private static final String PREFIX = MethodKeysTest.class.getName() + "$Users.";

    private record Date(int day) {}

    /** Methods that need keys of their own. */
    interface Users {
        String all();

        String find(long id, String name);

        String find(Integer id, String name);

        String tags(String... tags);

        String day(Date date);

        String day(java.util.Date date);
    }

    @Test
    @DisplayName("the default template is class, method, parameter types and all parameters")
    void template() throws Exception {
        KeyTemplate template = MethodKeys.template(Users.class.getMethod("find", long.class, String.class));

        assertThat(template).hasToString(PREFIX + "find(long,String):{id}:{name}");
        assertThat(template.render(Args.of(1L, "a:b"), ContextValues.NONE))
                .isEqualTo(PREFIX + "find(long,String):1:a%3Ab");
        assertThat(MethodKeys.template(Users.class.getMethod("all")).render(Args.of(), ContextValues.NONE))
                .isEqualTo(PREFIX + "all()");
        assertThat(MethodKeys.template(Users.class.getMethod("tags", String[].class))
                        .render(Args.of((Object) new String[] {"a"}), ContextValues.NONE))
                .isEqualTo(PREFIX + "tags(String[]):[a]");
    }

    @Test
    @DisplayName("DEFECT-40 no two methods share a template, overloads with equal simple type names included")
    void distinct() {
        List<String> templates = Arrays.stream(Users.class.getMethods())
                .sorted(Comparator.comparing(Method::toString))
                .map(method -> MethodKeys.template(method).template())
                .toList();

        assertThat(templates).hasSize(6).doesNotHaveDuplicates();
        assertThat(templates).contains(PREFIX + "day(java.util.Date):{date}");
    }

    @Test
    @DisplayName("a method whose class file lacks parameter names is refused with the option to compile with")
    void withoutNames() throws Exception {
        Method compareTo = Comparable.class.getMethod("compareTo", Object.class);

        assertThat(compareTo.getParameters()[0].isNamePresent()).isFalse();
        assertThatThrownBy(() -> MethodKeys.template(compareTo))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageContaining("java.lang.Comparable.compareTo(Object)")
                .hasMessageContaining("compile it with -parameters (javac), -java-parameters (kotlinc)");
    }

    @Test
    @DisplayName("parameter names and types go into other templates of the method")
    void parameterNames() throws Exception {
        Method find = Users.class.getMethod("find", long.class, String.class);

        assertThat(MethodKeys.parameterNames(find)).containsExactly("id", "name");
        assertThatThrownBy(() -> KeyTemplate.parse("u:{nam}", MethodKeys.parameterNames(find)))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageEndingWith("did you mean 'name'?");
    }
}
