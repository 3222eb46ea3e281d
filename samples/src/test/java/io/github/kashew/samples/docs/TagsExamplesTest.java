package io.github.kashew.samples.docs;

import static io.github.kashew.strategy.Strategies.simple;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Cache;
import io.github.kashew.CachePlan;
import io.github.kashew.Ttl;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The Java examples of tags.md. */
class TagsExamplesTest {

    private record Book(String isbn, String author) {}

    @Test
    void ofTheValue() {
        try (Cache cache = Cache.open("mem://")) {
            // example: value
            CachePlan<Book> books = cache.plan(Book.class)
                    .key("book:{isbn}")
                    .through(simple("1h"))
                    .tags(book -> List.of("author:" + book.author()))
                    .build();
            // end
            books.get(books.args("1"), () -> CompletableFuture.completedFuture(new Book("1", "Lem")));
            assertThat(cache.tagsOf("book:1")).isCompletedWithValue(List.of("author:Lem"));
        }
    }

    @Test
    void tags() {
        try (Cache cache = Cache.open("mem://")) {
            // example: plan
            CachePlan<String> users = cache.plan(String.class)
                    .key("user:{id}")
                    .through(simple("1h"))
                    .tags("users", "user:{id}")
                    .build();
            // end
            users.get(users.args(42), () -> CompletableFuture.completedFuture("Ada"));
            // example: operations
            cache.set("avatar:42", "cat.png", Ttl.of("1h"), List.of("user:42"));
            cache.tagsOf("avatar:42"); // [user:42]
            cache.deleteTags("user:42"); // the user and the avatar are missing from now on
            // end
            assertThat(users.get(users.args(42), () -> CompletableFuture.completedFuture("Grace")))
                    .isCompletedWithValue("Grace");
            assertThat(cache.get("avatar:42", String.class)).isCompletedWithValue(null);
        }
    }
}
