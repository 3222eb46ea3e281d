package io.github.kashew.internal;

import io.github.kashew.CacheContext;
import io.github.kashew.Commands;
import io.github.kashew.Entry;
import io.github.kashew.Lookup;
import io.github.kashew.Missing;
import io.github.kashew.PlanSpec;
import io.github.kashew.StreamSpec;
import io.github.kashew.TagCommand;
import io.github.kashew.TagGenerations;
import io.github.kashew.async.Stages;
import io.github.kashew.error.InvalidKeyException;
import io.github.kashew.key.Args;
import io.github.kashew.key.KeyFormats;
import io.github.kashew.key.KeyTemplate;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tags of one plan or stream: rendered for each load, captured before it, and given to what it brings. */
final class PlanTags<V extends @Nullable Object> {

    private final List<KeyTemplate> templates;
    private final @Nullable Function<? super V, ? extends Collection<String>> ofValue;

    /** How long tags are to live at a capture: long enough for the entries that this plan has stored so far. */
    private final AtomicLong lifetime;

    PlanTags(PlanSpec<V> spec) {
        this(
                "plan '" + spec + "'",
                spec.tags(),
                spec.template(),
                spec.formats(),
                spec.tagsOfValue(),
                2 * spec.loadTimeout().toNanos());
    }

    PlanTags(StreamSpec<?> spec) {
        this(
                spec.toString(),
                spec.tags(),
                spec.template(),
                spec.formats(),
                null,
                2 * spec.life().longest().nanos());
    }

    private PlanTags(
            String plan,
            List<String> tags,
            @Nullable KeyTemplate key,
            KeyFormats formats,
            @Nullable Function<? super V, ? extends Collection<String>> ofValue,
            long firstLifetime) {
        if (tags.size() > TagCommand.MOST_TAGS) {
            throw new InvalidKeyException("an entry carries at most " + TagCommand.MOST_TAGS + " tags, " + plan
                    + " was given " + tags.size());
        }
        this.templates = tags.stream().map(text -> template(text, key, formats)).toList();
        this.ofValue = ofValue;
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
        return templates.isEmpty() && ofValue == null;
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

    /** Those that come of the value are not known yet: each deletion of tags is noticed in their place. */
    private List<String> of(Args args, List<String> more, CacheContext context) {
        Stream<String> rendered = templates.stream()
                .map(template -> template.render(template.arity() == 0 ? Args.of() : args, context::value));
        Stream<String> known = Stream.concat(rendered, more.stream()).distinct();
        return (ofValue == null ? known : Stream.concat(known, Stream.of(InternalKeys.ANY_TAG))).toList();
    }

    /**
     * Returns the tags to be read together with the key: where reading is a way to another process they are asked for
     * next, to judge the entry or to load. None where they are refused, which the load then says.
     */
    List<String> ahead(Route route, Args args, List<String> more, CacheContext context) {
        if (isEmpty() && more.isEmpty() || !route.backend().isShared()) {
            return List.of();
        }
        try {
            List<String> tags = of(args, more, context);
            TagCommand.check(tags.stream().filter(PlanTags::isNamed).toList());
            return tags;
        } catch (RuntimeException refused) {
            return List.of();
        }
    }

    private static boolean isNamed(String tag) {
        return !tag.equals(InternalKeys.ANY_TAG);
    }

    /** Notes the generations of a flight's tags: those that were read with its key, or else it reads them. */
    CompletionStage<@Nullable Void> capture(Commands commands, Flight<?> flight, @Nullable Lookup<?> found) {
        List<String> tags = flight.tags();
        TagGenerations read = found instanceof Missing<?> missing
                ? missing.tags()
                : found instanceof Entry<?> entry ? entry.tags() : null;
        if (read != null && read.tags().equals(tags)) {
            flight.captured(read);
            return Stages.nothing();
        }
        List<String> named = tags.stream().filter(PlanTags::isNamed).toList();
        return Stages.map(
                commands.captureTags(new TagCommand.CaptureTags(
                        flight.key(), named, lifetime.get(), true, named.size() < tags.size())),
                captured -> {
                    flight.captured(captured);
                    return null;
                });
    }

    /**
     * Tells whether a tag of a flight was deleted between its capture and a look-up: by another process, as this one detaches
     * the flight. Whoever looked that up is not to be answered by it.
     *
     * @param captures how many captures there had been when the look-up began
     */
    static boolean isOlder(Flight<?> flight, Missing<?> found, long captures) {
        TagGenerations captured = flight.captured();
        TagGenerations seen = found.tags();
        return captured != null
                && seen != null
                && flight.wasCapturedBy(captures)
                && (seen.isEmpty() || seen.tags().equals(captured.tags()))
                && !seen.equals(captured);
    }

    /**
     * Stores an entry with the generations that were captured before its load, and lets its tags live long enough for it;
     * answers false if it must not be stored. An entry that was tagged before keeps what it has.
     *
     * @param write stores what has its tags
     * @param refused runs before false is answered
     */
    CompletionStage<Boolean> store(
            Route route,
            Commands commands,
            String key,
            Entry<V> entry,
            @Nullable TagGenerations captured,
            Function<Entry<V>, CompletionStage<Boolean>> write,
            Runnable refused) {
        if (!entry.tags().isEmpty()) {
            return write.apply(entry);
        }
        if (captured == null) {
            refused.run();
            return Stages.done(false);
        }
        long needed = TagGenerations.lifetimeFor(entry.expiresAt(), route.now());
        CompletionStage<@Nullable Entry<V>> tagged = Stages.map(
                withTagsOfValue(commands, key, entry, captured, needed),
                tags -> tags == null ? null : entry.tagged(tags));
        return Stages.then(tagged, each -> {
            CompletionStage<@Nullable Boolean> written =
                    each == null ? Stages.nothing() : write(route, commands, key, each, needed, write);
            return Stages.map(written, so -> {
                if (so == null) {
                    refused.run();
                }
                return Boolean.TRUE.equals(so);
            });
        });
    }

    /** Answers all tags that an entry is to carry; null if a tag was deleted that might be one of its value. */
    private CompletionStage<@Nullable TagGenerations> withTagsOfValue(
            Commands commands, String key, Entry<V> entry, TagGenerations captured, long needed) {
        if (ofValue == null || !captured.tags().contains(InternalKeys.ANY_TAG)) {
            return Stages.done(captured);
        }
        TagGenerations planned = captured.without(InternalKeys.ANY_TAG);
        List<String> names = entry.failure() == null
                ? ofValue.apply(entry.value()).stream()
                        .filter(name -> !planned.tags().contains(name))
                        .distinct()
                        .toList()
                : List.of();
        TagCommand.check(Stream.concat(planned.tags().stream(), names.stream()).toList());
        return Stages.map(
                commands.captureTags(new TagCommand.CaptureTags(key, names, needed, true, true)),
                now -> now != null && now.isSameOf(InternalKeys.ANY_TAG, captured)
                        ? planned.and(now.without(InternalKeys.ANY_TAG))
                        : null);
    }

    /**
     * Answers whether the entry was stored, null if a tag of it has been deleted.
     *
     * <p>A shorter life of the tags could only end the entry early, so that both can be written at once where that is far.
     */
    private CompletionStage<@Nullable Boolean> write(
            Route route,
            Commands commands,
            String key,
            Entry<V> tagged,
            long needed,
            Function<Entry<V>, CompletionStage<Boolean>> write) {
        TagGenerations tags = tagged.tags();
        boolean readsAhead = route.backend().isShared();
        if (tags.isEmpty() || needed <= lifetime.get() && !readsAhead) {
            return orNull(write.apply(tagged));
        }
        CompletionStage<@Nullable TagGenerations> lasting =
                commands.captureTags(new TagCommand.CaptureTags(key, tags.tags(), needed, true));
        if (readsAhead) {
            CompletionStage<@Nullable Boolean> written = orNull(write.apply(tagged));
            return Stages.then(lasting, current -> written);
        }
        return Stages.then(lasting, current -> {
            lifetime.accumulateAndGet(needed, Math::max);
            return tags.equals(current) ? orNull(write.apply(tagged)) : Stages.nothing();
        });
    }

    @SuppressWarnings("unchecked") // a stage of a Boolean is one of a Boolean or null
    private static CompletionStage<@Nullable Boolean> orNull(CompletionStage<Boolean> written) {
        return (CompletionStage<@Nullable Boolean>) (CompletionStage<?>) written;
    }
}
