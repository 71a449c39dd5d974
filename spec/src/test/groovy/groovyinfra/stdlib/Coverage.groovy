package groovyinfra.stdlib

import java.nio.file.Files
import java.nio.file.Path
import org.jacoco.core.internal.analysis.Instruction
import org.jacoco.core.internal.analysis.InstructionsBuilder
import org.jacoco.core.internal.analysis.MethodAnalyzer
import org.jacoco.core.internal.data.CRC64
import org.jacoco.core.internal.flow.ClassProbesAdapter
import org.jacoco.core.internal.flow.ClassProbesVisitor
import org.jacoco.core.internal.flow.MethodProbesVisitor
import org.jacoco.core.tools.ExecFileLoader
import org.objectweb.asm.ClassReader
import org.objectweb.asm.Opcodes
import org.objectweb.asm.tree.AbstractInsnNode
import org.objectweb.asm.tree.ClassNode
import org.objectweb.asm.tree.MethodNode

/**
 * What of the standard library its own specs do not reach: lines, closures, branches and options of operations. JaCoCo's reports count
 * branches by line; here each is looked at, in JaCoCo's own terms, so that those which Groovy adds can be told from ours.
 */
class Coverage {
    /** What is no operation, nor a fact: Jinja's language, where most branches are for values of other kinds. */
    private static final String BESIDE = 'groovyinfra/stdlib/files/jinja/'

    private final Path sources
    private final Map<String, List<String>> texts = [:]
    private final Map<List, Boolean> lines = [:]
    private final Set<List> missing = [] as Set
    private int branches = 0

    Coverage(Path sources) {
        this.sources = sources
    }

    /** Fails if anything is missing. Takes what JaCoCo's agent wrote, the folder of class files, and that of their sources. */
    static void main(String... arguments) {
        def (data, classes, sources) = arguments.collect { Path.of(it).normalize() }
        def coverage = new Coverage(sources)
        def found = coverage.missing(data, classes)
        found.each { println it }
        println "Standard library: ${coverage.lines.size()} lines, $coverage.branches branches; ${found.size()} places that its specs do not reach"
        System.exit(found ? 1 : 0)
    }

    private List<String> missing(Path data, Path classes) {
        def loader = new ExecFileLoader()
        loader.load(data.toFile())
        classes.toFile().eachFileRecurse {
            if (it.name.endsWith('.class')) {
                look(it, loader.executionDataStore)
            }
        }
        sources.toFile().eachFileRecurse {
            def file = sources.relativize(it.toPath()).toString()
            if (it.name.endsWith('.groovy') && !file.startsWith(BESIDE) && !lines.any { line, reached -> line[0] == file }) {
                miss(file, 1, 'has no class files that are as new')
            }
        }
        lines.findAll { line, reached -> !reached }.each { line, reached ->
            missing.removeAll { it[0..1] == line }
            miss(*line, 'never reached')
        }
        missing.sort { one, other -> one[0] <=> other[0] ?: one[1] <=> other[1] }.collect { file, line, what ->
            "${sources.resolve(file)}:$line: $what: ${text(file, line)}".toString()
        }
    }

    private void look(File classFile, store) {
        def bytes = classFile.bytes
        def type = new ClassNode()
        def reader = new ClassReader(bytes)
        reader.accept(type, ClassReader.SKIP_CODE)
        def file = "${type.name.substring(0, type.name.lastIndexOf('/'))}/$type.sourceFile".toString()
        def source = sources.resolve(file).toFile()
        // One that is older than its source is a closure of yesterday, which no compiler takes away.
        if (file.startsWith(BESIDE) || !source.exists() || classFile.lastModified() < source.lastModified()) {
            return
        }
        def probes = store.get(CRC64.classId(bytes))?.probes
        def found = []
        reader.accept(new ClassProbesAdapter(new ClassProbesVisitor() {
            @Override
            MethodProbesVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
                def builder = new InstructionsBuilder(probes)
                found << [type.methods.find { it.name == name && it.desc == descriptor }, builder]
                new MethodAnalyzer(builder)
            }

            @Override
            void visitTotalProbeCount(int count) {
            }
        }, false), 0)
        found.findAll { method, builder -> ours(method) }.each { method, builder ->
            look(file, method, builder.instructions)
        }
    }

    private static boolean ours(MethodNode method) {
        def nobody = method.name == '<init>' && method.access & Opcodes.ACC_PRIVATE && method.desc == '()V'
        !nobody && !(method.access & Opcodes.ACC_SYNTHETIC) && !method.visibleAnnotations.any { it.desc == 'Lgroovy/transform/Generated;' }
    }

    private void look(String file, MethodNode method, Map<AbstractInsnNode, Instruction> instructions) {
        instructions.each { node, instruction ->
            def line = instruction.line
            def reached = instruction.instructionCounter.coveredCount > 0
            if (line > 0 && text(file, line) != '}') {
                lines.merge([file, line], reached) { one, other -> one || other }
                if (!reached && !GroovyBranches.before(node)) {
                    miss(file, line, 'never called')
                }
            }
            def branching = instruction.branchCounter
            if (branching.totalCount > 0 && !GroovyBranches.includes(node)) {
                def option = GroovyBranches.option(node)
                branches += line > 0 || option ? branching.totalCount : 0
                if (reached && branching.missedCount > 0 && (line > 0 || option)) {
                    option ? miss(file, declared(file, method), "option '$option' is never given, or never left out") : miss(file, line, 'a branch is never taken')
                }
            }
        }
    }

    private int declared(String file, MethodNode method) {
        text(file, 1)
        1 + texts[file].findIndexOf { it.contains(" ${method.name - '$run'}(") }
    }

    private void miss(String file, int line, String what) {
        missing << [file, line, what]
    }

    private String text(String file, int line) {
        texts.computeIfAbsent(file) { Files.readAllLines(sources.resolve(it)) }[line - 1].trim()
    }
}
