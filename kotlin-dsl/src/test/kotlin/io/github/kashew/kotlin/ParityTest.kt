package io.github.kashew.kotlin

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldBeIn
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.flow.Flow
import java.lang.reflect.Method
import java.lang.reflect.Modifier
import java.nio.file.Path
import java.util.concurrent.CompletionStage
import kotlin.coroutines.Continuation
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.nameWithoutExtension
import io.github.kashew.Cache as CoreCache
import io.github.kashew.CachePlan as CorePlan
import java.util.concurrent.Flow as JavaFlow

class ParityTest :
    FunSpec({
        /** What Java has and Kotlin says in another way; the reason stands beside each. */
        val inJavaOnly =
            mapOf(
                "builder" to "the function Cache { } configures the same builder",
                "plan" to "Cache.function, Cache.value, Cache.through and cached { } make plans",
                "stream" to "Flow.cached, cachedFlow and Cache.flowFunction keep streams",
                "getOrLoad" to "cached(ttl, key = …) { }",
                "keyFormats" to "a read-only view: cache.core.keyFormats()",
                "name" to "a read-only view: cache.core.name()",
                "commands" to "for those who extend the core: cache.core.commands()",
                "now" to "for those who extend the core: cache.core.now(key)",
                "detections" to "made by Cache.detect { } and Cache.explain { }",
                "contextWithout" to "Cache.disabling(…) { }",
                "contextCalling" to "Cache.calling(…) { }",
            )

        /** What Kotlin has and Java says in another way. */
        val inKotlinOnly =
            mapOf(
                "function" to "a plan with typed arguments; in Java Cache.plan",
                "flowFunction" to "a stream with typed arguments; in Java Cache.stream",
                "value" to "a plan without arguments; in Java Cache.plan",
                "through" to "a block at its place; in Java Cache.plan",
                "withLease" to "a block that releases; in Java Lease.release in a finally",
                "withCache" to "the cache of coroutines that name none; in Java a cache is passed",
                "getCore" to "the way from Kotlin to Java",
                "open" to "in Java the static Cache.open",
                "equals" to "a facade is equal to another one of the same cache",
                "hashCode" to "as equals",
                "toString" to "as the core",
            )

        val java =
            CoreCache::class.java.methods
                .filter { !it.isSynthetic }
                .groupBy { it.name }
        val kotlin = facadeMethods().groupBy { it.writtenName() }

        test("every operation of Java's cache is there in Kotlin, or the list says how it is said") {
            (java.keys - kotlin.keys - inJavaOnly.keys - "open").shouldBeEmpty()
        }

        test("every operation of Kotlin's cache is there in Java, or the list says how it is said") {
            (kotlin.keys - java.keys - inKotlinOnly.keys).shouldBeEmpty()
        }

        test("the lists name nothing that is there on both sides, or on neither") {
            inJavaOnly.keys.filter { it !in java || it in kotlin }.shouldBeEmpty()
            inKotlinOnly.keys.filter { it !in kotlin || (it in java && it != "open") }.shouldBeEmpty()
        }

        test("what answers with a stage in Java suspends in Kotlin, what publishes is a flow") {
            val expected = java.filterKeys { it !in inJavaOnly && it != "open" }
            expected.forEach { (name, methods) ->
                val answers = methods.map { it.returnType }.toSet()
                val counterparts = kotlin.getValue(name)
                when {
                    CompletionStage::class.java in answers -> {
                        counterparts.all { it.suspends() } shouldBe true
                    }

                    JavaFlow.Publisher::class.java in answers -> {
                        counterparts.all { it.returnType == Flow::class.java } shouldBe
                            true
                    }

                    else -> {
                        name shouldBeIn answeringAtOnce + scopes
                    }
                }
            }
        }

        test("an operation takes what it takes in Java: the longest of its forms has as many parameters") {
            val shorter =
                java
                    .filterKeys { it in kotlin && it !in setOf("open", "close") }
                    .filter { (name, methods) ->
                        val inKotlin = kotlin.getValue(name).maxOf { it.ownParameters() }
                        // A type in Java is a reified one in Kotlin.
                        val inJava = methods.maxOf { method -> method.parameterTypes.count { it !in types } }
                        inKotlin < inJava
                    }.keys
            shorter.shouldBeEmpty()
        }

        test("a cached function does what a plan does, or the list says how") {
            val plan =
                CorePlan::class.java.methods
                    .map { it.name }
                    .toSet()
            val function =
                CachedFunction1::class.java.declaredMethods
                    .filter { Modifier.isPublic(it.modifiers) && !it.isSynthetic }
                    .map { it.name }
                    .toSet()
            val saidOtherwise =
                mapOf(
                    "get" to "invoke",
                    "getAt" to "cached(ttl, key = …) { }",
                    "load" to "blocking code in withContext(Dispatchers.IO)",
                    "args" to "typed parameters",
                    "peek" to "cache.entry(function.key(…))",
                    "spec" to "toString, and plans of cache.core",
                )
            plan - function shouldBe saidOtherwise.keys
            function - plan shouldBe setOf("invoke", "toString")
        }
    }) {
    private companion object {
        val answeringAtOnce =
            listOf(
                "close",
                "bloomFilter",
                "dualBloomFilter",
                "statistics",
                "disable",
                "enable",
                "isEnabled",
                "addCallback",
            )

        /** In Java what is closed, in Kotlin a block. */
        val scopes = listOf("detect", "disabling", "calling")

        val types = setOf(Class::class.java, io.github.kashew.TypeRef::class.java)

        /** Members of the facade, functions of its companion, and extensions wherever they are written. */
        fun facadeMethods(): List<Method> {
            val members = Cache::class.java.declaredMethods.toList() + Cache.Companion::class.java.declaredMethods
            val extensions =
                Path
                    .of("target/classes/io/github/kashew/kotlin")
                    .listDirectoryEntries("*Kt.class")
                    .flatMap {
                        Class
                            .forName(
                                "io.github.kashew.kotlin.${it.nameWithoutExtension}",
                            ).declaredMethods
                            .toList()
                    }.filter { it.parameterTypes.firstOrNull() == Cache::class.java }
            return (members + extensions).filter {
                Modifier.isPublic(it.modifiers) && !it.name.contains('$') && it.writtenName() !in published
            }
        }

        /** Public in the bytecode only, for inlined code. */
        val published = setOf("write", "functionPlan", "flowStream", "getCaptured")

        /** The name without the hash that a parameter of a value class such as a Duration adds. */
        fun Method.writtenName() = name.substringBefore('-')

        fun Method.suspends() = parameterTypes.lastOrNull() == Continuation::class.java

        fun Method.ownParameters() = parameterTypes.count { it != Cache::class.java && it != Continuation::class.java }
    }
}
