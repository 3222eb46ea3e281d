package io.github.kashew;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which room of the core may import which. A room is the first package below the root package, the root itself is "";
 * a room that does not exist yet breaks no rule.
 */
final class Floors {
    private static final String HOUSE = "io.github.kashew";
    private static final String INTERNAL = "internal";

    /** What a room may import. The internal one may import all. */
    private static final Map<String, Set<String>> ALLOWED = Map.of(
            "error", Set.of(),
            "async", Set.of(),
            "key", Set.of("error"),
            "codec", Set.of("error"),
            "spi", Set.of("error"),
            "memory", Set.of("spi", "error", "async"),
            "", Set.of("key", "codec", "spi", "error", "async"),
            "strategy", Set.of("", "key", "async", "error"),
            "annotation", Set.of("", "key", "strategy", "error"));

    private Floors() {}

    static Stream<ArchRule> all() {
        return Stream.concat(
                ALLOWED.keySet().stream().sorted().map(Floors::importsOnlyItsFloors),
                Stream.of(everyRoomIsKnown(), hasNoCycles()));
    }

    private static ArchRule importsOnlyItsFloors(String room) {
        Set<String> allowed = ALLOWED.get(room);
        return classes()
                .that(describe(
                        "are in '" + room + "'",
                        type -> isOurs(type) && roomOf(type).equals(room)))
                .should(new ArchCondition<>("import only " + allowed) {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        for (Dependency edge : type.getDirectDependenciesFromSelf()) {
                            JavaClass target = edge.getTargetClass();
                            if (isOurs(target) && !mayImport(type, target, allowed)) {
                                events.add(SimpleConditionEvent.violated(edge, edge.getDescription()));
                            }
                        }
                    }
                })
                .allowEmptyShould(true);
    }

    private static boolean mayImport(JavaClass type, JavaClass target, Set<String> allowed) {
        String room = roomOf(target);
        return room.equals(roomOf(type)) || allowed.contains(room) || isFactory(type) && room.equals(INTERNAL);
    }

    private static ArchRule everyRoomIsKnown() {
        return classes()
                .should(new ArchCondition<>("be in a room that has a floor") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        String room = roomOf(type);
                        if (!ALLOWED.containsKey(room) && !room.equals(INTERNAL)) {
                            events.add(SimpleConditionEvent.violated(type, type.getName() + " is in '" + room + "'"));
                        }
                    }
                })
                .allowEmptyShould(true);
    }

    private static ArchRule hasNoCycles() {
        return slices().assignedFrom(new EachPackage())
                .should()
                .beFreeOfCycles()
                .ignoreDependency(
                        describe("the factory", Floors::isFactory),
                        describe(
                                "internal", type -> isOurs(type) && roomOf(type).equals(INTERNAL)))
                .allowEmptyShould(true);
    }

    /** The single upward edge: {@code Cache} makes its own implementation. */
    private static boolean isFactory(JavaClass type) {
        return type.getName().equals(HOUSE + ".Cache") || type.getName().startsWith(HOUSE + ".Cache$");
    }

    private static boolean isOurs(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(HOUSE) || name.startsWith(HOUSE + ".");
    }

    private static String roomOf(JavaClass type) {
        String[] path = type.getPackageName().substring(HOUSE.length()).split("\\.");
        return path.length > 1 ? path[1] : "";
    }

    private static final class EachPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return isOurs(type) ? SliceIdentifier.of(type.getPackageName()) : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "every package";
        }
    }
}
