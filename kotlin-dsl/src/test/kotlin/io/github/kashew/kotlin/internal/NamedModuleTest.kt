package io.github.kashew.kotlin.internal

import io.github.kashew.error.InvalidKeyException
import io.github.kashew.kotlin.internal.modular.ModularBlocks
import io.kotest.assertions.nondeterministic.eventually
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.nulls.shouldBeNull
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldEndWith
import java.lang.invoke.MethodHandles
import java.lang.module.Configuration
import java.lang.module.ModuleDescriptor
import java.lang.module.ModuleFinder
import java.lang.module.ModuleReader
import java.lang.module.ModuleReference
import java.lang.ref.WeakReference
import java.net.URI
import java.nio.file.Files
import java.nio.file.Path
import java.util.Optional
import java.util.stream.Stream
import kotlin.time.Duration.Companion.seconds

class NamedModuleTest :
    FunSpec({
        test("blocks of a named module are read without opening its packages") {
            val loaded = loadInModule(ModularBlocks::class.java)
            loaded.module.name shouldBe MODULE
            loaded.module.isOpen(loaded.packageName) shouldBe false

            call(loaded, 7) shouldBe "${ModularBlocks::class.java.name}.find(long,String):id=7:text=t"
        }

        test("a block is refused if nobody may read it, with the package to open") {
            val blocks = loadInModule(ModularBlocks::class.java)
            val block = blocks.getMethod("block", Long::class.java).invoke(blocks.getConstructor().newInstance(), 7L)

            val refusal =
                shouldThrow<InvalidKeyException> {
                    CallSites.register(MethodHandles.publicLookup(), block.javaClass)
                }

            refusal.message shouldEndWith
                "captured cannot be read from java.lang.Object; open package ${blocks.packageName} to " +
                "module java.base or give key = key(\"block\", id)"
        }

        test("call sites do not keep the classes of their blocks in memory") {
            val used = useAndForget()
            eventually(20.seconds) {
                System.gc()
                used.get().shouldBeNull()
            }
        }
    }) {
    private companion object {
        const val MODULE = "blocks.of.an.application"

        @Suppress("UNCHECKED_CAST")
        fun call(
            blocks: Class<*>,
            id: Long,
        ): String = (blocks.getConstructor().newInstance() as (Long) -> String)(id)

        fun useAndForget(): WeakReference<ClassLoader> {
            val loaded = loadInModule(ModularBlocks::class.java)
            call(loaded, 1)
            return WeakReference(loaded.classLoader)
        }

        /** Loads the package of [type] a second time, as the only package of a module of its own. */
        fun loadInModule(type: Class<*>): Class<*> {
            val finder =
                OnePackage(
                    type.packageName,
                    Path.of(
                        type.protectionDomain.codeSource.location
                            .toURI(),
                    ),
                )
            val boot = ModuleLayer.boot()
            val configuration =
                Configuration.resolve(
                    finder,
                    listOf(boot.configuration()),
                    ModuleFinder.of(),
                    setOf(MODULE),
                )
            val controller = ModuleLayer.defineModulesWithOneLoader(configuration, listOf(boot), type.classLoader)
            val module = controller.layer().findModule(MODULE).orElseThrow()
            controller.addReads(module, type.classLoader.unnamedModule)
            return Class.forName(module, type.name)
        }
    }

    private class OnePackage(
        name: String,
        private val root: Path,
    ) : ModuleFinder {
        private val descriptor = ModuleDescriptor.newModule(MODULE).exports(name).build()

        private val reference: ModuleReference =
            object : ModuleReference(descriptor, root.toUri()) {
                override fun open(): ModuleReader = Directory(root)
            }

        override fun find(name: String): Optional<ModuleReference> = Optional.of(reference).filter { name == MODULE }

        override fun findAll(): Set<ModuleReference> = setOf(reference)
    }

    private class Directory(
        private val root: Path,
    ) : ModuleReader {
        override fun find(name: String): Optional<URI> =
            Optional.of(root.resolve(name)).filter { Files.exists(it) }.map { it.toUri() }

        override fun list(): Stream<String> = Stream.empty()

        override fun close() = Unit
    }
}
