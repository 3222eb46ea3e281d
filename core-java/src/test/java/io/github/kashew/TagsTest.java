package io.github.kashew;

import static io.github.kashew.Outcomes.failure;
import static io.github.kashew.Outcomes.value;
import static io.github.kashew.strategy.Strategies.simple;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kashew.error.InvalidKeyException;
import io.github.kashew.key.Args;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Tags")
class TagsTest {

    private final ManualClock clock = new ManualClock();
    private final Recorder commands = new Recorder();
    private final Cache cache = Cache.builder()
            .route("", "mem://?check_interval=0")
            .route("other:", "mem://?check_interval=0")
            .clock(clock)
            .executor(Runnable::run)
            .middleware(commands)
            .build();

    private static <V> Loader<V> bringing(V value) {
        return () -> CompletableFuture.completedFuture(value);
    }

    private PlanBuilder<String> plan(String ttl) {
        return cache.plan(String.class).key("user:{id}").through(simple(ttl));
    }

    @Test
    @DisplayName("cost one command more for a miss, none for a hit, and one a route for a deletion")
    void chatter() {
        CachePlan<String> users = plan("1m").tags("users").build();
        value(users.get(Args.of(1), bringing("v")));
        assertThat(commands.take()).containsExactly(CommandKind.GET, CommandKind.CAPTURE_TAGS, CommandKind.SET);
        value(users.get(Args.of(1), bringing("new")));
        assertThat(commands.take()).containsExactly(CommandKind.GET);
        value(cache.deleteTags("users"));
        assertThat(commands.take()).containsExactly(CommandKind.DELETE_TAGS, CommandKind.DELETE_TAGS);
    }

    @Test
    @DisplayName("are deleted in all routes")
    void allRoutes() {
        value(cache.set("k", "v", Ttl.forever(), List.of("t")));
        value(cache.set("other:k", "v", Ttl.forever(), List.of("t")));
        value(cache.deleteTags("t"));
        assertThat(value(cache.get("k", String.class))).isNull();
        assertThat(value(cache.get("other:k", String.class))).isNull();
    }

    @Test
    @DisplayName("live as long as entries that live longer than a load may take")
    void longLife() {
        CachePlan<String> users = plan("30d").tags("users").build();
        value(users.get(Args.of(1), bringing("v")));
        clock.advance(Duration.ofDays(29));
        assertThat(value(users.get(Args.of(1), bringing("new")))).isEqualTo("v");
        value(users.get(Args.of(2), bringing("v")));
        clock.advance(Duration.ofDays(29));
        assertThat(value(users.get(Args.of(2), bringing("new")))).isEqualTo("v");
    }

    @Test
    @DisplayName("are escaped like keys, so that no value forges another tag")
    void escaped() {
        CachePlan<String> users = cache.plan(String.class)
                .key("user:{id}")
                .through(simple("1m"))
                .tags("user:{id}")
                .build();
        value(users.get(Args.of("1:admin"), bringing("v")));
        value(cache.deleteTags("user:1:admin", "user:1"));
        assertThat(value(users.get(Args.of("1:admin"), bringing("new")))).isEqualTo("v");
        assertThat(value(cache.tagsOf(users.key(Args.of("1:admin"))))).containsExactly(users.key(Args.of("1:admin")));
    }

    @Test
    @DisplayName("DEFECT-41: a template that the key takes is taken by a tag, and the same placeholder twice")
    void templates() {
        CachePlan<String> plan = cache.plan(String.class)
                .key("{a[0]}:{a[0]}:{b}")
                .through(simple("1m"))
                .tags("first:{a[0]}:{a[0]}", "{b}")
                .build();
        Args args = Args.of(List.of(7, 8), "x");
        value(plan.get(args, bringing("v")));
        assertThat(value(cache.tagsOf(plan.key(args)))).containsExactly("first:7:7", "x");
    }

    @Test
    @DisplayName("are checked when the plan is built: their names, and their number")
    void checked() {
        assertThatThrownBy(() -> plan("1m").tags("{other}").build())
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageContaining("other");
        String[] many = IntStream.range(0, 17).mapToObj(i -> "t" + i).toArray(String[]::new);
        assertThatThrownBy(() -> plan("1m").tags(many).build())
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageContaining("at most 16 tags");
        assertThatThrownBy(() -> cache.set("k", "v", Ttl.forever(), List.of(many)))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageContaining("at most 16 tags");
        assertThatThrownBy(() -> cache.deleteTags("")).isInstanceOf(InvalidKeyException.class);
    }

    @Test
    @DisplayName("that cannot be made of a call fail that call, and leave nothing behind")
    void unrenderable() {
        CachePlan<String> plan = plan("1m").tags("{@tenant}").build();
        assertThat(failure(plan.get(Args.of(1), bringing("v")))).isInstanceOf(InvalidKeyException.class);
        assertThat(failure(plan.get(Args.of(1), bringing("v")))).isInstanceOf(InvalidKeyException.class);
        assertThat(value(cache.count())).isZero();
    }

    @Test
    @DisplayName("are for keys that the call gives as well, if they name no argument")
    void givenKey() {
        CachePlan<String> plan =
                cache.plan(String.class).through(simple("1m")).tags("all").build();
        value(plan.getAt("k", bringing("v")));
        assertThat(value(cache.tagsOf("k"))).isEqualTo(Collections.singletonList("all"));
    }

    @Test
    @DisplayName("of one call are texts, and stand beside those of the plan")
    void ofOneCall() {
        CachePlan<String> plan =
                cache.plan(String.class).through(simple("1m")).tags("all").build();
        value(plan.getAt("k", List.of("{as it is}*"), bringing("v")));
        assertThat(value(cache.tagsOf("k"))).containsExactly("all", "{as it is}*");
        value(cache.deleteTags("{as it is}*"));
        assertThat(value(plan.getAt("k", List.of(), bringing("new")))).isEqualTo("new");
        assertThat(value(cache.tagsOf("k"))).containsExactly("all");
    }

    @Test
    @DisplayName("of the value stand beside those of the plan, and failures have none")
    void ofTheValue() {
        CachePlan<String> plan = plan("1m")
                .tags("users")
                .tags(name -> List.of("name:" + name, "users"))
                .build();
        value(plan.get(Args.of(1), bringing("ada")));
        assertThat(value(cache.tagsOf("user:1"))).containsExactly("users", "name:ada");
        value(cache.deleteTags("name:bob"));
        assertThat(value(plan.get(Args.of(1), bringing("new")))).isEqualTo("ada");
        value(cache.deleteTags("name:ada"));
        assertThat(value(plan.get(Args.of(1), bringing("eve")))).isEqualTo("eve");
        assertThat(value(cache.tagsOf("user:1"))).containsExactly("users", "name:eve");
        assertThatThrownBy(() -> plan("1m").tags(name -> List.of()).tags(name -> List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("set twice");
    }

    @Test
    @DisplayName(
            "of the value: what is loaded while any tag is deleted is answered, not stored, and not joined any more")
    void ofTheValueDuringItsLoad() {
        CachePlan<String> plan =
                plan("1m").tags(name -> List.of("name:" + name)).build();
        CompletableFuture<String> source = new CompletableFuture<>();
        CompletableFuture<String> loading = plan.get(Args.of(1), () -> source).toCompletableFuture();
        value(cache.deleteTags("other"));
        assertThat(value(plan.get(Args.of(1), bringing("new")))).isEqualTo("new");
        source.complete("ada");
        assertThat(value(loading)).isEqualTo("ada");
        assertThat(value(cache.get("user:1", String.class))).isEqualTo("new");
    }
}
