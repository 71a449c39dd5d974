package groovyinfra.compile;

import groovyjarjarasm.asm.Label;
import groovyjarjarasm.asm.Opcodes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.codehaus.groovy.ast.GroovyCodeVisitor;
import org.codehaus.groovy.ast.stmt.BreakStatement;
import org.codehaus.groovy.ast.stmt.ContinueStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.classgen.AsmClassGenerator;
import org.codehaus.groovy.classgen.asm.CompileStack;

/**
 * The jumps of one body to labels, out of blocks that have a {@code finally}. Groovy forgets the {@code finally} where such a
 * jump leaves more than the innermost loop; here it runs, as it does everywhere else.
 */
final class Jumps {
    private static final int NONE = -1;

    /** How many blocks with a {@code finally} stand around a loop, inside the body, by its label. */
    private final Map<String, Integer> labels = new HashMap<>();

    private int open = NONE;
    /** While code is generated: the jump that is being written leaves this many of the blocks alone. */
    private int left = NONE;

    /** Marks a loop that has labels. */
    Statement labelled(List<String> names, Supplier<Statement> marked) {
        names.forEach(name -> labels.put(name, open));
        Statement result = marked.get();
        labels.keySet().removeAll(names);
        return result;
    }

    /** Marks a block that has a {@code finally}, or the whole body, which has an end. */
    Statement guarded(Supplier<Statement> marked) {
        open++;
        Statement result = marked.get();
        open--;
        return result;
    }

    /** What is to be run at the end of the block that comes next, or of the whole body. */
    Statement last(Statement code) {
        return new Last(code, open);
    }

    Statement jump(BreakStatement jump) {
        return isFar(jump.getLabel()) ? new Jump(jump.getLabel(), false, labels.get(jump.getLabel())) : jump;
    }

    Statement jump(ContinueStatement jump) {
        return isFar(jump.getLabel()) ? new Jump(jump.getLabel(), true, labels.get(jump.getLabel())) : jump;
    }

    private boolean isFar(String label) {
        return label != null && labels.getOrDefault(label, open) < open;
    }

    private void generate(int leave, Runnable code) {
        int outer = left;
        left = leave;
        code.run();
        left = outer;
    }

    /** A {@code break} or {@code continue} that runs what it passes. */
    private final class Jump extends Statement {
        private final String label;
        private final boolean again;
        private final int outside;

        Jump(String label, boolean again, int outside) {
            this.label = label;
            this.again = again;
            this.outside = outside;
        }

        @Override
        public void visit(GroovyCodeVisitor visitor) {
            if (visitor instanceof AsmClassGenerator generator) {
                CompileStack stack = generator.getController().getCompileStack();
                Label target = again ? stack.getNamedContinueLabel(label) : stack.getNamedBreakLabel(label);
                generate(outside, stack::applyBlockRecorder);
                generator.getController().getMethodVisitor().visitJumpInsn(Opcodes.GOTO, target);
            }
        }
    }

    /** A {@code finally}, which a jump inside its block does not run. */
    private final class Last extends Statement {
        private final Statement code;
        private final int outside;

        Last(Statement code, int outside) {
            this.code = code;
            this.outside = outside;
            setSourcePosition(code);
        }

        @Override
        public void visit(GroovyCodeVisitor visitor) {
            if (outside >= left) {
                generate(NONE, () -> code.visit(visitor));
            }
        }
    }
}
