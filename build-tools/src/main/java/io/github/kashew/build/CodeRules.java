package io.github.kashew.build;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.ObjectInputStream;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/**
 * The rules for the main code of every module, whatever it does.
 *
 * <p>A rule passes on a module that has no classes yet.
 */
public final class CodeRules {
    private CodeRules() {}

    /** Returns the rules that hold for Java and for Kotlin. */
    public static List<ArchRule> forAnyLanguage() {
        return List.of(
                noBlocking(),
                asyncStepsNameTheirExecutor(),
                timeIsInjected(),
                onlyOneClassUses(ThreadLocal.class),
                onlyOneClassUses(ObjectInputStream.class),
                signaturesAreComparedInConstantTime(),
                namesSayWhatThingsAre());
    }

    /** Nothing waits for a future, sleeps or waits on a monitor. */
    public static ArchRule noBlocking() {
        return noClasses()
                .should(CallCondition.call("a blocking method", Calls::blocks))
                .because("a thread that waits is a thread that serves nobody: compose stages, or schedule a timer")
                .allowEmptyShould(true);
    }

    /** No {@code *Async} method of a stage is left to the common pool. */
    public static ArchRule asyncStepsNameTheirExecutor() {
        return noClasses()
                .should(CallCondition.call("an *Async method without an executor", Calls::usesCommonPool))
                .because("the common pool belongs to the application: pass the cache's executor")
                .allowEmptyShould(true);
    }

    /** Only {@code SystemClock} reads the time of the machine. */
    public static ArchRule timeIsInjected() {
        return noClasses()
                .that(Calls.areNotNamed("SystemClock"))
                .should(CallCondition.call("the machine's clock", Calls::readsTime))
                .because("time is injected: take an InstantSource for expiry or a ticker for durations")
                .allowEmptyShould(true);
    }

    /** At most one top-level class, its nested classes included, depends on a type or on a subclass of it. */
    public static ArchRule onlyOneClassUses(Class<?> type) {
        return classes().should(new SingleUser(type)).allowEmptyShould(true);
    }

    /** Whoever handles digests or signatures does not compare bytes with a method that returns early. */
    public static ArchRule signaturesAreComparedInConstantTime() {
        return noClasses()
                .that(Calls.handleSignatures())
                .should(CallCondition.call("a comparison of bytes that returns early", Calls::comparesBytes))
                .because("its duration tells an attacker how much of a forged signature is right: "
                        + "use MessageDigest.isEqual")
                .allowEmptyShould(true);
    }

    /** Every package has a package-info that is {@code @NullMarked}. */
    public static ArchRule packagesAreNullMarked() {
        return classes()
                .should(new ArchCondition<>("be in a @NullMarked package") {
                    @Override
                    public void check(JavaClass item, ConditionEvents events) {
                        JavaPackage home = item.getPackage();
                        if (home.tryGetAnnotationOfType(NullMarked.class).isEmpty()) {
                            events.add(SimpleConditionEvent.violated(
                                    item, home.getName() + " has no package-info with @NullMarked"));
                        }
                    }
                })
                .allowEmptyShould(true);
    }

    /** A module outside the core uses only what the core exports. */
    public static ArchRule guestsUsePublicRooms() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.github.kashew.internal..", "io.github.kashew.async..", "io.github.kashew.memory..")
                .because("the core does not export it")
                .allowEmptyShould(true);
    }

    /** No class or package has a name that fits anything. */
    public static ArchRule namesSayWhatThingsAre() {
        return noClasses()
                .should()
                .haveNameMatching(".*(Utils?|Helper|Manager|Impl)(\\$.*)?")
                .orShould()
                .resideInAnyPackage("..util..", "..common..", "..support..", "..impl..", "..manager..", "..helper..")
                .because("such a name collects what has nothing in common")
                .allowEmptyShould(true);
    }
}
