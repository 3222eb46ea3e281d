package io.github.kashew.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.error.InvalidKeyException;
import kotlin.Metadata;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Classes with the shape in which the Kotlin compiler writes them. */
class KotlinKeyTest {

    /** As {@code data class User(private val name: String, val age: Int) { var note = "" }}. */
    @Metadata
    @SuppressWarnings("unused")
    private static final class User {
        private final String name;
        private final int age;
        private String note = "";

        User(String name, int age) {
            this.name = name;
            this.age = age;
        }

        private String component1() {
            return name;
        }

        public int component2() {
            return age;
        }

        public User copy(String newName, int newAge) {
            return new User(newName, newAge);
        }

        public static User copy$default(User user, String name, int age, int mask, Object marker) {
            return user.copy(name, age);
        }

        public String getSecret() {
            throw new AssertionError("a getter was called");
        }
    }

    /** As a class that merely can be destructured. */
    @Metadata
    @SuppressWarnings("unused")
    private static final class Destructured {
        private final String name = "x";

        public String component1() {
            return name;
        }
    }

    @Test
    @DisplayName("a data class is its class and the properties of its primary constructor")
    void dataClass() {
        User user = new User("a:b", 3);
        user.note = "not a part";

        assertThat(KeyFormats.standard().text("u", user)).isEqualTo(User.class.getName() + "[a%3Ab,3]");
        assertThat(KeyTemplate.parse("{u.name}:{u.age}").render(Args.of(user), ContextValues.NONE))
                .isEqualTo("a%3Ab:3");
        assertThat(Components.of(User.class).names()).containsExactly("name", "age");
    }

    @Test
    @DisplayName("K10 other members of a data class cannot be read")
    void otherMembers() {
        for (String member : new String[] {"secret", "note", "class", "component1"}) {
            assertThatThrownBy(() -> KeyTemplate.parse("{u." + member + "}")
                            .render(Args.of(new User("a", 1)), ContextValues.NONE))
                    .isInstanceOf(InvalidKeyException.class)
                    .hasMessageContaining("has no property '" + member + "'; it has name, age");
        }
    }

    @Test
    @DisplayName("K13 a class that only has component functions is no data class")
    void destructured() {
        assertThatThrownBy(() -> KeyFormats.standard().text("d", new Destructured()))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageContaining("has no key form");
    }
}
