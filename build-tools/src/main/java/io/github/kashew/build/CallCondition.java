package io.github.kashew.build;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.function.Predicate;

/** Finds the calls and the method references of a class that are of a kind. */
final class CallCondition extends ArchCondition<JavaClass> {
    private final Predicate<JavaCodeUnitAccess<?>> kind;

    private CallCondition(String description, Predicate<JavaCodeUnitAccess<?>> kind) {
        super("call " + description);
        this.kind = kind;
    }

    static CallCondition call(String description, Predicate<JavaCodeUnitAccess<?>> kind) {
        return new CallCondition(description, kind);
    }

    @Override
    public void check(JavaClass item, ConditionEvents events) {
        for (JavaAccess<?> access : item.getAccessesFromSelf()) {
            if (access instanceof JavaCodeUnitAccess<?> call && kind.test(call)) {
                events.add(SimpleConditionEvent.satisfied(call, call.getDescription()));
            }
        }
    }
}
