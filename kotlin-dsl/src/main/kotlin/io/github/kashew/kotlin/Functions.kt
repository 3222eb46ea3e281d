package io.github.kashew.kotlin

import io.github.kashew.CachePlan
import io.github.kashew.Strategy
import io.github.kashew.TypeRef
import io.github.kashew.error.InvalidKeyException
import io.github.kashew.key.KeyTemplate
import io.github.kashew.kotlin.internal.reifiedType

/**
 * Caches a value without arguments: `cache.value("rates", simple("1h")) { api.rates() }`.
 *
 * @param key the key, as a template without placeholders for arguments
 * @param through the strategies, outermost first
 * @param tags the tags, without arguments; see [deleteTags]
 */
public inline fun <reified V> Cache.value(
    key: String,
    vararg through: Strategy,
    tags: List<String> = emptyList(),
    noinline block: suspend () -> V,
): CachedValue<V> = CachedValue(functionPlan(reifiedType<V>(), key, 0, through, tags), block)

/**
 * Caches a function: `cache.function("user:{id}", simple("1h")) { id: Long -> repository.find(id) }`.
 *
 * @param template the template of the keys; its roots stand for the arguments in the order of their first use
 * @param through the strategies, outermost first
 * @param tags templates of the tags, such as `user:{id}`, of what [template] names; see [deleteTags]
 * @throws io.github.kashew.error.InvalidKeyException if the template is malformed or has another number of roots
 */
public inline fun <A, reified V> Cache.function(
    template: String,
    vararg through: Strategy,
    tags: List<String> = emptyList(),
    noinline block: suspend (A) -> V,
): CachedFunction1<A, V> = CachedFunction1(functionPlan(reifiedType<V>(), template, 1, through, tags), block)

/** Caches a function of two arguments. */
public inline fun <A, B, reified V> Cache.function(
    template: String,
    vararg through: Strategy,
    tags: List<String> = emptyList(),
    noinline block: suspend (A, B) -> V,
): CachedFunction2<A, B, V> = CachedFunction2(functionPlan(reifiedType<V>(), template, 2, through, tags), block)

/** Caches a function of three arguments. */
public inline fun <A, B, C, reified V> Cache.function(
    template: String,
    vararg through: Strategy,
    tags: List<String> = emptyList(),
    noinline block: suspend (A, B, C) -> V,
): CachedFunction3<A, B, C, V> = CachedFunction3(functionPlan(reifiedType<V>(), template, 3, through, tags), block)

@PublishedApi
internal fun <V> Cache.functionPlan(
    type: TypeRef<V>,
    template: String,
    arity: Int,
    through: Array<out Strategy>,
    tags: List<String>,
): CachePlan<V> {
    val plan =
        core
            .plan(type)
            .key(template)
            .through(*through)
            .tags(*tags.toTypedArray())
            .build()
    val found = checkNotNull(plan.spec().template()).arity()
    if (found != arity && found != KeyTemplate.ANY_ARITY) {
        throw InvalidKeyException(
            "template '$template' names $found arguments and the block has $arity: name each argument of the block once",
        )
    }
    return plan
}
