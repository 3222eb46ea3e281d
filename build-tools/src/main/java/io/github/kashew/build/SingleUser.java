package io.github.kashew.build;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/** Holds if at most one top-level class depends on a type. */
final class SingleUser extends ArchCondition<JavaClass> {
    private final Class<?> type;
    private final SortedSet<String> users = new TreeSet<>();

    SingleUser(Class<?> type) {
        super("leave " + type.getSimpleName() + " to one class");
        this.type = type;
    }

    @Override
    public void init(Collection<JavaClass> allObjectsToTest) {
        users.clear();
    }

    @Override
    public void check(JavaClass item, ConditionEvents events) {
        for (Dependency dependency : item.getDirectDependenciesFromSelf()) {
            if (dependency.getTargetClass().isAssignableTo(type)) {
                users.add(Calls.topLevel(item).getName());
            }
        }
    }

    @Override
    public void finish(ConditionEvents events) {
        if (users.size() > 1) {
            events.add(SimpleConditionEvent.violated(users, type.getName() + " is used by " + users));
        }
    }
}
