package io.github.kashew.kotlin.internal

import io.github.kashew.TypeRef
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.shouldNotBe

/** Return types have no wildcards in the bytecode, so they are what Java's own types are. */
@Suppress("unused")
private interface AsInJava {
    fun list(): List<Number>

    fun nested(): Map<String, List<CharSequence>>

    fun array(): Array<List<Number>>

    fun consumer(): Comparable<Number>

    fun inner(): Map.Entry<String, Number>
}

class ReifiedTypeTest :
    FunSpec({
        fun inJava(name: String) = TypeRef.of(AsInJava::class.java.getMethod(name).genericReturnType)

        mapOf(
            "list" to reifiedType<List<Number>?>(),
            "nested" to reifiedType<Map<String, List<CharSequence>>?>(),
            "array" to reifiedType<Array<List<Number>>?>(),
            "consumer" to reifiedType<Comparable<Number>?>(),
            "inner" to reifiedType<Map.Entry<String, Number>?>(),
        ).forEach { (name, type) ->
            test("a type is equal to that of Java, both ways: $name") {
                type shouldBe inJava(name)
                inJava(name) shouldBe type
                type.hashCode() shouldBe inJava(name).hashCode()
                type.toString() shouldBe inJava(name).toString()
                type.rawType() shouldBe inJava(name).rawType()
            }
        }

        test("types with other arguments differ") {
            reifiedType<List<Int>?>() shouldNotBe reifiedType<List<Long>?>()
            reifiedType<Map<String, Int>?>() shouldNotBe reifiedType<Map<Int, String>?>()
        }

        test("a class is that of its objects") {
            reifiedType<Int?>() shouldBe TypeRef.of(Int::class.javaObjectType)
            reifiedType<Unit>().rawType() shouldBe Unit::class.java
            reifiedType<Nothing?>().rawType() shouldBe Void::class.java
        }

        test("null is accepted by types that say so, and tells them from those that do not") {
            reifiedType<Int?>().accepts(null) shouldBe true
            reifiedType<Int>().accepts(null) shouldBe false
            reifiedType<Int>().accepts(1) shouldBe true
            reifiedType<Int>() shouldNotBe reifiedType<Int?>()
            reifiedType<Int>() shouldBe reifiedType<Int>()
        }
    })
