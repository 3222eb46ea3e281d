package io.github.kashew.kotlin.internal

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.shouldNotBe
import io.kotest.matchers.string.shouldMatch

private const val HERE = "io.github.kashew.kotlin.internal"
private const val FILE = "$HERE.PlacesOfBlocksKt"

class KeyRootTest :
    FunSpec({
        context("functions") {
            test("a function's key is its class, name and parameter types, then what the block captures") {
                byId(42) shouldBe "$FILE.byId(long):id=42"
            }

            test("a block that captures nothing has the function as its key") {
                noCapture() shouldBe "$FILE.noCapture()"
            }

            test("K19: overloads have different keys") {
                byId("42") shouldBe "$FILE.byId(String):id=42"
                byId("42") shouldNotBe byId(42)
            }

            test("K19: overloads whose types have one simple name have different keys") {
                alike(1, listOf<Any>()) shouldBe "$FILE.alike(long,java.util.List):id=1"
            }

            test("K19: functions of one name in two classes have different keys") {
                Members().byId(1) shouldBe "$HERE.Members.byId(long):id=1"
                Members.Nested().byId(1) shouldBe "$HERE.Members\$Nested.byId(long):id=1"
            }

            test("a parameter that the block does not use is in the types only") {
                unusedParameter(1, "a") shouldBe "$FILE.unusedParameter(long,Object):id=1"
                unusedParameter(1, "b") shouldBe unusedParameter(1, "a")
            }

            test("default arguments take part with their values") {
                withDefaults(1) shouldBe "$FILE.withDefaults(long,String,int):id=1:language=en:size=3"
                withDefaults(1, "en", 3) shouldBe withDefaults(1)
                withDefaults(1, "de") shouldNotBe withDefaults(1)
            }

            test("array types and varargs are readable") {
                arrays(arrayOf(listOf()), 0) shouldBe "$FILE.arrays(List[],int[])"
            }

            test("an extension receiver is an argument") {
                "ann".extended(7) shouldBe "$FILE.extended(String,long):id=7:this_extended=ann"
            }

            test("a context parameter is an argument") {
                with("ann") { inContext(7) } shouldBe "$FILE.inContext(String,long):id=7:name=ann"
            }

            test("names in backticks cannot act as separators or hash tags") {
                `is it {this}`(3) shouldBe
                    "$FILE.is%20it%20%7Bthis%7D(int):a%3Db=3"
            }

            test("a property getter is a function") {
                inGetter shouldBe "$FILE.getInGetter()"
            }
        }

        context("members") {
            test("inner classes, companions and objects are told apart by their class") {
                Members().Inner().byId(1) shouldBe "$HERE.Members\$Inner.byId(long):id=1"
                Members.byId(1) shouldBe "$HERE.Members\$Companion.byId(long):id=1"
                Single.byId(1) shouldBe "$HERE.Single.byId(long):id=1"
            }

            test("private members are members") {
                Members().callPrivate(1) shouldBe "$HERE.Members.privateById(long):id=1"
            }

            test("the module's name in an internal member's name is dropped") {
                Members().internalById(1) shouldBe "$HERE.Members.internalById(long):id=1"
                Members().internalByUserId(UserId(1)) shouldMatch
                    Regex("""${Regex.escape(HERE)}\.Members\.internalByUserId-[\w-]{7}\(long\):id=1""")
            }

            test("K19: overloads on value classes stay apart though the compiler unwraps them") {
                val keys = listOf(byTypedId(UserId(1)), byTypedId(OrderId(1)), byTypedId(1))
                keys.toSet().size shouldBe 3
                keys[0] shouldMatch Regex("""${Regex.escape(FILE)}\.byTypedId-[\w-]{7}\(long\):id=1""")
                keys[2] shouldBe "$FILE.byTypedId(long):id=1"
            }

            test("an interface's default method belongs to the interface") {
                DefaultedOnce().byId(1) shouldBe "$HERE.Defaulted.byId(long):id=1"
            }

            test("so does a default method that was compiled for old virtual machines") {
                DefaultedTwice.DefaultImpls.byId(object : DefaultedTwice {}, 1) shouldBe
                    "$HERE.DefaultedTwice.byId(long):id=1"
            }

            test("an open member and its override are two functions") {
                Opened().byId(1) shouldBe "$HERE.Opened.byId(long):id=1"
                Overriding().byId(1) shouldBe "$HERE.Overriding.byId(long):id=1 $HERE.Opened.byId(long):id=1"
            }
        }

        context("blocks in other code") {
            test("a local function is a function; what it captures are arguments") {
                outerOfLocal(1) shouldBe "$FILE.outerOfLocal\$local(long,long):id=2:outer=1"
            }

            test("lambdas, withContext and async lead to the function around them") {
                nestedLambdas(1) shouldBe "$FILE.nestedLambdas(long):id=1:next=2"
            }

            test("so do inlined lambdas") {
                inMap(listOf(1, 2), "n") shouldBe
                    listOf(1, 2).map { "$FILE.inMap(List,String):it=$it:name=n" }
            }

            test("so do flow operators, collectors and sequences") {
                inFlow("n") shouldBe listOf("$FILE.inFlow(String):it=7:name=n")
                inCollector("n") shouldBe "$FILE.inCollector(String):it=7:name=n"
                inSequence(3) shouldBe "$FILE.inSequence(int):id=3"
            }

            test("a block that another function hands on belongs to the function that wrote it") {
                handsOver(1) shouldBe "$FILE.handsOver(long):id=1"
            }

            test("an object expression is named by the function or property around it, not by a number") {
                val source = sourceOf("n")
                source.first(1) shouldBe "$FILE.sourceOf(String).first(long):id=1:name=n"
                source.second(1) shouldBe "$FILE.sourceOf(String).second(long):id=1:name=n"
                sourceInProperty.first(1) shouldBe "$FILE\$sourceInProperty.first(long):id=1"
            }

            test("a local class is named by the function around it") {
                inLocalClass("n") shouldBe
                    "$FILE.inLocalClass(String).Local\$Inner.byId(long):id=1:name=n"
            }
        }
    })
