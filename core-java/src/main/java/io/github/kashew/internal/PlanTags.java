package io.github.kashew.internal;

import io.github.kashew.CacheContext;
import io.github.kashew.Commands;
import io.github.kashew.Entry;
import io.github.kashew.PlanSpec;
import io.github.kashew.StreamSpec;
import io.github.kashew.TagCommand;
import io.github.kashew.TagGenerations;
import io.github.kashew.async.Stages;
import io.github.kashew.error.InvalidKeyException;
import io.github.kashew.key.Args;
import io.github.kashew.key.KeyFormats;
import io.github.kashew.key.KeyTemplate;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tags of one plan or stream: rendered for each load, captured before it, and given to what it brings. */
final class PlanTags {

    private final List<KeyTemplate> templates;

    /** How long tags are to live at a capture: long enough for the entries that this plan has stored so far. */
    private final AtomicLong lifetime;

    PlanTags(PlanSpec<?> spec) {
        this(
                "plan '" + spec + "'",
                spec.tags(),
                spec.template(),
                spec.formats(),
                2 * spec.loadTimeout().toNanos());
    }

    PlanTags(StreamSpec<?> spec) {
        this(
                spec.toString(),
                spec.tags(),
                spec.template(),
                spec.formats(),
                2 * spec.life().longest().nanos());
    }

    private PlanTags(
            String plan, List<String> tags, @Nullable KeyTemplate key, KeyFormats formats, long firstLifetime) {
        if (tags.size() > TagCommand.MOST_TAGS) {
            throw new InvalidKeyException("an entry carries at most " + TagCommand.MOST_TAGS + " tags, " + plan
                    + " was given " + tags.size());
        }
        this.templates = tags.stream().map(text -> template(text, key, formats)).toList();
        this.lifetime = new AtomicLong(firstLifetime);
    }

    /** A text without arguments needs none, so that calls that give their key may have it, too. */
    private static KeyTemplate template(String text, @Nullable KeyTemplate key, KeyFormats formats) {
        KeyTemplate free = KeyTemplate.parse(text, formats);
        if (free.arity() == 0) {
            return free;
        }
        return KeyTemplate.parse(text, key == null ? List.of() : key.parameterNames(), formats);
    }

    boolean isEmpty() {
        return templates.isEmpty();
    }

    /**
     * Says which tags the value of a flight is to carry, so that deleting one of them detaches it; a tag that cannot be
     * made of the call fails the flight.
     */
    void mark(Flight<?> opened, Args args, List<String> more, CacheContext context) {
        if (isEmpty() && more.isEmpty()) {
            return;
        }
        try {
            opened.tagged(of(args, more, context));
        } catch (RuntimeException refused) {
            opened.land(null, refused);
        }
    }

    private List<String> of(Args args, List<String> more, CacheContext context) {
        Stream<String> rendered = templates.stream()
                .map(template -> template.render(template.arity() == 0 ? Args.of() : args, context::value));
        return Stream.concat(rendered, more.stream()).distinct().toList();
    }

    /** Reads the generations of a flight's tags, for which the load is to wait. */
    CompletionStage<@Nullable Void> capture(Commands commands, Flight<?> flight) {
        return Stages.map(
                commands.captureTags(new TagCommand.CaptureTags(flight.key(), flight.tags(), lifetime.get(), true)),
                captured -> {
                    flight.captured(captured);
                    return null;
                });
    }

    /**
     * Answers the entry with the generations that were captured before its load, once its tags live long enough for it;
     * null if it must not be stored. An entry that was tagged before keeps what it has.
     */
    <V extends @Nullable Object> CompletionStage<@Nullable Entry<V>> tagged(
            Commands commands, String key, Entry<V> entry, @Nullable TagGenerations captured, long now) {
        if (!entry.tags().isEmpty()) {
            return Stages.done(entry);
        }
        if (captured == null) {
            return Stages.nothing();
        }
        Entry<V> tagged = entry.tagged(captured);
        long needed = TagGenerations.lifetimeFor(entry.expiresAt(), now);
        if (needed <= lifetime.get()) {
            return Stages.done(tagged);
        }
        return Stages.map(
                commands.captureTags(new TagCommand.CaptureTags(key, captured.tags(), needed, true)), current -> {
                    lifetime.accumulateAndGet(needed, Math::max);
                    return captured.equals(current) ? tagged : null;
                });
    }
}
