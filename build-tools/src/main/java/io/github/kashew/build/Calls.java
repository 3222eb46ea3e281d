package io.github.kashew.build;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The kinds of calls that the rules speak of. */
final class Calls {
    private static final Set<String> EARLY_COMPARISONS = Set.of("equals", "compare", "compareUnsigned", "mismatch");

    private Calls() {}

    static boolean blocks(JavaCodeUnitAccess<?> call) {
        return is(call, Future.class, "get", "join")
                || is(call, Thread.class, "sleep", "join")
                || is(call, TimeUnit.class, "sleep", "timedJoin", "timedWait")
                || is(call, Object.class, "wait");
    }

    static boolean usesCommonPool(JavaCodeUnitAccess<?> call) {
        CodeUnitAccessTarget target = call.getTarget();
        return target.getOwner().isAssignableTo(CompletionStage.class)
                && target.getName().endsWith("Async")
                && target.getRawParameterTypes().stream().noneMatch(type -> type.isAssignableTo(Executor.class));
    }

    static boolean readsTime(JavaCodeUnitAccess<?> call) {
        CodeUnitAccessTarget target = call.getTarget();
        List<JavaClass> parameters = target.getRawParameterTypes();
        return is(call, System.class, "nanoTime", "currentTimeMillis")
                || target.getOwner().isAssignableTo(Clock.class) && isSystemClock(target.getName())
                || target.getFullName().startsWith("java.time.InstantSource.system")
                || target.getOwner().getPackageName().equals("java.time")
                        && target.getName().equals("now")
                        && parameters.stream().noneMatch(type -> type.isEquivalentTo(Clock.class))
                || is(call, Date.class, "<init>") && parameters.isEmpty();
    }

    static boolean comparesBytes(JavaCodeUnitAccess<?> call) {
        CodeUnitAccessTarget target = call.getTarget();
        boolean ofArrays = target.getOwner().isEquivalentTo(Arrays.class)
                && !target.getRawParameterTypes().isEmpty()
                && target.getRawParameterTypes().get(0).isEquivalentTo(byte[].class);
        boolean ofBuffers = target.getOwner().isEquivalentTo(ByteBuffer.class);
        return (ofArrays || ofBuffers) && EARLY_COMPARISONS.contains(target.getName());
    }

    static DescribedPredicate<JavaClass> areNotNamed(String simpleName) {
        return DescribedPredicate.describe(
                "are not " + simpleName, type -> !topLevel(type).getSimpleName().equals(simpleName));
    }

    static DescribedPredicate<JavaClass> handleSignatures() {
        return DescribedPredicate.describe(
                "handle signatures",
                type -> type.getSimpleName().matches(".*(Sign|Envelope).*")
                        || type.getDirectDependenciesFromSelf().stream().anyMatch(Calls::leadsToDigest));
    }

    static JavaClass topLevel(JavaClass type) {
        return type.getEnclosingClass().map(Calls::topLevel).orElse(type);
    }

    private static boolean leadsToDigest(Dependency edge) {
        JavaClass target = edge.getTargetClass();
        return target.isEquivalentTo(MessageDigest.class)
                || target.getPackageName().equals("javax.crypto");
    }

    private static boolean isSystemClock(String method) {
        return method.startsWith("system") || method.startsWith("tick") && !method.equals("tick");
    }

    private static boolean is(JavaCodeUnitAccess<?> call, Class<?> owner, String... names) {
        return call.getTarget().getOwner().isAssignableTo(owner)
                && Arrays.asList(names).contains(call.getTarget().getName());
    }
}
