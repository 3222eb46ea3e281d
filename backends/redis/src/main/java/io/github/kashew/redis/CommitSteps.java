package io.github.kashew.redis;

import io.github.kashew.spi.Change;
import io.github.kashew.spi.Check;
import io.github.kashew.spi.Content;
import io.github.kashew.spi.Stored;
import io.github.kashew.spi.WriteCondition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The steps of a commit that one script carries out. Not thread-safe. */
final class CommitSteps {

    private static final long LOW = 0xFFFF_FFFFL;

    private final Keys keys;
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final List<byte[]> names = new ArrayList<>();
    private final List<byte[]> checks = new ArrayList<>();
    private final List<byte[]> loads = new ArrayList<>();
    private final List<byte[]> changes = new ArrayList<>();
    private final Set<Integer> outdated = new LinkedHashSet<>();

    CommitSteps(Keys keys) {
        this.keys = keys;
    }

    boolean changesNothing() {
        return changes.isEmpty() && loads.isEmpty();
    }

    byte[][] names() {
        return names.toArray(byte[][]::new);
    }

    /** Returns the steps: what is checked, loads, whose conditions are those before the changes, epochs, and the changes. */
    byte[][] arguments(boolean checking) {
        List<byte[]> all = new ArrayList<>(checking ? checks : List.of());
        all.addAll(loads);
        for (int slot : outdated) {
            step(all, "epoch", keys.epoch(slot), List.of(Epochs.random()));
        }
        all.addAll(changes);
        return all.toArray(byte[][]::new);
    }

    /** Returns the checks alone. */
    byte[][] checksOnly() {
        return checks.toArray(byte[][]::new);
    }

    private int number(byte[] name) {
        return numbers.computeIfAbsent(new String(name, StandardCharsets.UTF_8), text -> {
            names.add(name);
            return names.size();
        });
    }

    private void step(List<byte[]> steps, String word, byte[] name, List<byte[]> arguments) {
        steps.add(text(word));
        steps.add(Deadlines.number(number(name)));
        steps.add(Deadlines.number(arguments.size()));
        steps.addAll(arguments);
    }

    void add(Check check) {
        if (check instanceof Check.Unchanged unchanged) {
            unchanged(keys.name(unchanged.key()), unchanged.seen());
        } else if (check instanceof Check.SameFields same) {
            List<byte[]> arguments = new ArrayList<>();
            arguments.add(Deadlines.number(same.fields().width()));
            long[] indexes = same.fields().indexes();
            for (int i = 0; i < indexes.length; i++) {
                arguments.add(Deadlines.number(indexes[i]));
                arguments.add(Deadlines.number(same.values().get(i) >>> 32));
                arguments.add(Deadlines.number(same.values().get(i) & LOW));
            }
            step(checks, "is bits", keys.name(same.key()), arguments);
        } else if (check instanceof Check.SameGeneration same) {
            step(checks, "is generation", keys.tag(same.tag()), List.of(Deadlines.number(same.generation())));
        } else if (check instanceof Check.Unleased unleased) {
            step(checks, "is free", keys.lease(unleased.name()), List.of());
        } else {
            Check.Leased leased = (Check.Leased) check;
            step(checks, "is leased", keys.lease(leased.name()), List.of(Deadlines.number(leased.fencing())));
        }
    }

    private void unchanged(byte[] name, Content<?> seen) {
        if (seen instanceof Content.Value<?> value) {
            step(
                    checks,
                    "is record",
                    name,
                    List.of(RecordFormat.head(value.stored().writeId())));
        } else if (seen instanceof Content.Total<?> total) {
            step(checks, "is counter", name, List.of(Deadlines.number(total.number())));
        } else if (seen instanceof Content.Members<?> members) {
            step(checks, "is set", name, texts(members.texts()));
        } else {
            step(checks, "is kind", name, List.of(text(seen.kind())));
        }
    }

    void add(Change<byte[]> change) {
        byte[] name = keys.name(change.key());
        if (change instanceof Change.Write<byte[]> write) {
            write(name, write.stored(), write.condition());
        } else if (change instanceof Change.Expire<byte[]> expire) {
            step(
                    changes,
                    "expire",
                    name,
                    List.of(
                            Deadlines.argument(expire.deadline()),
                            RecordFormat.deadline(expire.deadline()),
                            Deadlines.number(RecordFormat.deadlineAt())));
        } else if (change instanceof Change.Increment<byte[]> increment) {
            step(
                    changes,
                    "increment",
                    name,
                    List.of(Deadlines.number(increment.by()), Deadlines.argument(increment.deadline())));
        } else if (change instanceof Change.IncrementBits<byte[]> increment) {
            List<byte[]> arguments = new ArrayList<>();
            arguments.add(Deadlines.number(increment.fields().width()));
            arguments.add(Deadlines.number(increment.by()));
            for (long index : increment.fields().indexes()) {
                arguments.add(Deadlines.number(index));
            }
            step(changes, "bits", name, arguments);
        } else if (change instanceof Change.AddToSet<byte[]> add) {
            List<byte[]> arguments = texts(add.members());
            arguments.add(0, Deadlines.argument(add.deadline()));
            step(changes, "add", name, arguments);
        } else if (change instanceof Change.RemoveFromSet<byte[]> remove) {
            step(changes, "remove", name, texts(remove.members()));
        } else if (change instanceof Change.ReleaseLease<byte[]> release) {
            step(changes, "release", keys.lease(change.key()), texts(List.of(release.owner())));
        } else if (change instanceof Change.Generation<byte[]> generation) {
            step(
                    changes,
                    "generation",
                    keys.tag(change.key()),
                    List.of(Deadlines.number(generation.generation()), Deadlines.ttl(generation.ttlNanos())));
        } else {
            outdated.add(Keys.slot(name));
            step(changes, "delete", name, List.of());
        }
    }

    private void write(byte[] name, Stored<byte[]> stored, WriteCondition condition) {
        byte[] value = RecordFormat.encoded(stored);
        byte[] deadline = Deadlines.argument(stored.expiresAt());
        if (condition instanceof WriteCondition.SameEpoch same) {
            byte[] epoch = Deadlines.number(number(keys.epoch(Keys.slot(name))));
            step(loads, "fill", name, List.of(value, deadline, epoch, Epochs.text(same.epoch())));
        } else if (condition instanceof WriteCondition.SameWrite same) {
            step(
                    loads,
                    "replace",
                    name,
                    List.of(value, deadline, RecordFormat.head(same.writeId()), Deadlines.number(same.writeId())));
        } else {
            outdated.add(Keys.slot(name));
            step(changes, "set", name, List.of(value, deadline));
        }
    }

    private static List<byte[]> texts(Collection<String> members) {
        List<byte[]> texts = new ArrayList<>(members.size() + 1);
        members.forEach(member -> texts.add(text(member)));
        return texts;
    }

    private static byte[] text(String word) {
        return word.getBytes(StandardCharsets.UTF_8);
    }
}
