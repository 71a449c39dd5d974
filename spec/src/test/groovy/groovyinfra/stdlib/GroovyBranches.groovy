package groovyinfra.stdlib

import org.objectweb.asm.Opcodes
import org.objectweb.asm.tree.AbstractInsnNode
import org.objectweb.asm.tree.JumpInsnNode
import org.objectweb.asm.tree.LdcInsnNode
import org.objectweb.asm.tree.MethodInsnNode

/** Branches that nobody wrote: questions for null that Groovy's compiler puts into what can, here, not be null. */
class GroovyBranches {
    /** Whether the instruction is the jump of such a question. */
    static boolean includes(AbstractInsnNode node) {
        switch (node.opcode) {
            case Opcodes.IFNONNULL:
                return truth(node) || spread(node) || membership(node)
            case Opcodes.IFNULL:
                return iterator(node) || element(node)
            case Opcodes.IFEQ:
                def question = (1..4).inject(node) { at, step -> at == null ? null : before(at) }
                return question?.opcode == Opcodes.IFNONNULL && membership(question)
            default:
                return false
        }
    }

    /** The option that is looked for among the arguments of an operation, where the jump depends on that. */
    static String option(AbstractInsnNode node) {
        def asked = before(node)
        calls(asked, 'groovyinfra/author/Arguments', 'has') ? ((LdcInsnNode) before(asked)).cst : null
    }

    /** The instruction before this one, or null. */
    static AbstractInsnNode before(AbstractInsnNode node) {
        def at = node.previous
        while (at != null && at.opcode < 0) {
            at = at.previous
        }
        at
    }

    /** {@code if (x)}: null is false; else, x is asked. */
    private static boolean truth(JumpInsnNode node) {
        opcodes(node, 3) == [Opcodes.POP, Opcodes.ICONST_0, Opcodes.GOTO]
    }

    /** {@code list*.x}: null stays null; else, a new list is made. */
    private static boolean spread(JumpInsnNode node) {
        opcodes(node, 3) == [Opcodes.ACONST_NULL, Opcodes.GOTO, Opcodes.NEW]
    }

    /** {@code list*.x}: what is null in the list stays null. */
    private static boolean element(JumpInsnNode node) {
        def otherwise = following(node.label, 2)
        otherwise[0].opcode == Opcodes.ACONST_NULL && calls(otherwise[1], 'java/util/ArrayList', 'add')
    }

    /** {@code for (x in list)}: what is null has no iterator, and no iterator has nothing. */
    private static boolean iterator(JumpInsnNode node) {
        following(node, 5).takeWhile { !(it instanceof JumpInsnNode) }.any {
            calls(it, null, 'iterator') || calls(it, 'java/util/Iterator', 'hasNext')
        }
    }

    /** {@code x in list}: null is in null; else, the list is asked. */
    private static boolean membership(JumpInsnNode node) {
        if (opcodes(node, 4) != [Opcodes.ICONST_1, Opcodes.GOTO, Opcodes.ICONST_0, Opcodes.IFEQ]) {
            return false
        }
        def otherwise = ((JumpInsnNode) following(node, 4)[3]).label
        following(otherwise, 12).takeWhile { !(it instanceof JumpInsnNode) }.any { calls(it, null, 'isCase') }
    }

    private static List<Integer> opcodes(AbstractInsnNode node, int count) {
        following(node, count)*.opcode
    }

    private static List<AbstractInsnNode> following(AbstractInsnNode node, int count) {
        def found = []
        for (def at = node.next; at != null && found.size() < count; at = at.next) {
            if (at.opcode >= 0) {
                found << at
            }
        }
        found
    }

    private static boolean calls(AbstractInsnNode node, String type, String name) {
        node instanceof MethodInsnNode && node.name == name && (type == null || node.owner == type)
    }
}
