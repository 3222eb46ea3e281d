package io.github.kashew.testkit;

import static io.github.kashew.testkit.Answers.answer;
import static io.github.kashew.testkit.Answers.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kashew.Ttl;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A near cache, whatever comes first,")
class NearScheduleTest extends NearRoom {

    @Test
    @DisplayName("does not keep an older reply that comes when a newer read is under way")
    void lateReplyOverNewerPlace() {
        setByOther("k", "old");
        client.hold(true);
        CompletionStage<@Nullable String> first = get("k");
        setByOther("k", "new");
        client.announce("k");
        CompletionStage<@Nullable String> second = get("k");
        client.hold(false);
        client.tellFirst();
        assertThat(answer(first)).isEqualTo("old");
        assertFar("k", "new");
        client.tellLast();
        assertThat(answer(second)).isEqualTo("new");
        assertHeld("k", "new");
    }

    @Test
    @DisplayName("does not replace what a newer read has brought by an older reply")
    void lateReplyOverNewerValue() {
        setByOther("k", "old");
        client.hold(true);
        CompletionStage<@Nullable String> first = get("k");
        setByOther("k", "new");
        client.announce("k");
        CompletionStage<@Nullable String> second = get("k");
        client.hold(false);
        client.tellLast();
        assertThat(answer(second)).isEqualTo("new");
        client.tellFirst();
        assertThat(answer(first)).isEqualTo("old");
        assertHeld("k", "new");
    }

    @Test
    @DisplayName("does not keep a reply whose change was announced before it")
    void announcementBeforeReply() {
        setByOther("k", "old");
        client.hold(true);
        CompletionStage<@Nullable String> reading = get("k");
        client.hold(false);
        setByOther("k", "new");
        client.announce("k");
        client.tellFirst();
        assertThat(answer(reading)).isEqualTo("old");
        assertFar("k", "new");
    }

    @Test
    @DisplayName("does not hold its own write, which another one may have followed")
    void ownWriteAgainstForeign() {
        client.hold(true);
        CompletionStage<Boolean> own = cache.set("k", "own");
        client.hold(false);
        setByOther("k", "foreign");
        client.tellFirst();
        assertThat(answer(own)).isTrue();
        assertFar("k", "foreign");
    }

    @Test
    @DisplayName("does not keep a reply that is older than an own write, whichever is told first")
    void ownWriteAgainstOwnRead() {
        for (boolean readFirst : List.of(true, false)) {
            setByOther("k", "old");
            client.announce("k");
            client.hold(true);
            CompletionStage<@Nullable String> reading = get("k");
            CompletionStage<Boolean> own = cache.set("k", "own");
            client.hold(false);
            if (readFirst) {
                client.tellFirst();
                client.tellFirst();
            } else {
                client.tellLast();
                client.tellLast();
            }
            assertThat(answer(reading)).isEqualTo("old");
            assertThat(answer(own)).isTrue();
            assertFar("k", "own");
        }
    }

    @Test
    @DisplayName("drops what was read between the sending of an own write and its answer")
    void readDuringOwnWrite() {
        hold("k", "old");
        client.hold(true);
        CompletionStage<Boolean> own = cache.delete("k");
        client.hold(false);
        setByOther("k", "between");
        assertThat(answer(get("k"))).isEqualTo("between");
        assertHeld("k", "between");
        client.hold(true); // the copy that goes with the key is deleted next
        client.tellFirst();
        client.hold(false);
        client.tellFirst();
        assertThat(answer(own)).isTrue();
        assertFar("k", "between");
    }

    @Test
    @DisplayName("drops what an own change is about even if that fails: it may have been carried out")
    void failedChange() {
        hold("k", "old");
        client.fail(true);
        failure(cache.delete("k"));
        client.fail(false);
        assertFar("k", "old");
    }

    @Test
    @DisplayName("serves nothing while its server is not confirmed, and goes on when it is")
    void suspended() {
        hold("k", "v");
        client.suspend(true);
        assertThat(answer(cache.ping())).isNull();
        assertFar("k", "v");
        assertFar("k", "v");
        client.suspend(false);
        assertHeld("k", "v");
    }

    @Test
    @DisplayName("serves nothing of before when the tracking has ended: a flush, a reconnect, slots that are gone")
    void ended() {
        hold("k", "old");
        setByOther("k", "new"); // is never announced
        client.end();
        assertFar("k", "new");
        assertFar("k", "new");
        client.begin();
        assertFar("k", "new");
        assertHeld("k", "new");
    }

    @Test
    @DisplayName("does not keep a reply to what was asked before the tracking ended")
    void endedDuringRead() {
        setByOther("k", "old");
        client.hold(true);
        CompletionStage<@Nullable String> reading = get("k");
        client.hold(false);
        setByOther("k", "new");
        client.end();
        client.begin();
        client.tellFirst();
        assertThat(answer(reading)).isEqualTo("old");
        assertFar("k", "new");
    }

    @Test
    @DisplayName("holds nothing that was asked for while nothing was tracked")
    void untracked() {
        setByOther("k", "old");
        client.end();
        client.hold(true);
        CompletionStage<@Nullable String> reading = get("k");
        client.hold(false);
        client.begin();
        client.tellFirst();
        assertThat(answer(reading)).isEqualTo("old");
        assertFar("k", "old");
    }

    @Test
    @DisplayName("does not keep generations that were read before their tag was deleted")
    void deletedTagDuringRead() {
        answer(other.set("k", "v", Ttl.of("1h"), List.of("t")));
        client.hold(true);
        CompletionStage<@Nullable String> reading = get("k");
        client.tellFirst(); // the record; now the generation is asked for
        client.hold(false);
        answer(other.deleteTags("t"));
        client.announceTags("t");
        client.tellFirst();
        assertThat(answer(reading)).isEqualTo("v");
        assertThat(answer(get("k"))).isNull();
    }
}
