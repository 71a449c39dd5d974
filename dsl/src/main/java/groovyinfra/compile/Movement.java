package groovyinfra.compile;

import groovyinfra.author.Trail;
import groovyjarjarasm.asm.MethodVisitor;
import groovyjarjarasm.asm.Opcodes;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.classgen.AsmClassGenerator;
import org.codehaus.groovy.classgen.asm.BytecodeHelper;
import org.codehaus.groovy.classgen.asm.WriterController;

/**
 * A call of one of the static methods of {@link Trail}, written between the instructions of user code. It leaves the operands of
 * that code as they are.
 */
@FunctionalInterface
interface Movement {
    /** The variable of each body that holds what {@link Trail#enter} gave back. */
    String BODY = "trail$";

    void write(AsmClassGenerator generator);

    static Movement at(long mark) {
        return marked("at", mark);
    }

    static Movement loop(long mark) {
        return marked("loop", mark);
    }

    static Movement iterate(int loops) {
        return inBody("iterate", loops);
    }

    static Movement unwind(int loops) {
        return inBody("unwind", loops);
    }

    static Movement leaving() {
        return generator -> call(generator, "leaving", "()V");
    }

    static Movement open(String file) {
        return generator -> {
            visitor(generator).visitLdcInsn(file);
            call(generator, "open", "(Ljava/lang/String;)V");
        };
    }

    static Movement again() {
        return generator -> call(generator, "again", "()V");
    }

    static Movement close() {
        return generator -> call(generator, "close", "()V");
    }

    static Movement enter(String file) {
        return generator -> {
            WriterController controller = generator.getController();
            visitor(generator).visitLdcInsn(file);
            call(generator, "enter", "(Ljava/lang/String;)I");
            controller.getOperandStack().push(ClassHelper.int_TYPE);
            controller.getCompileStack().defineVariable(new VariableExpression(BODY, ClassHelper.int_TYPE), true);
            controller.getOperandStack().remove(1);
        };
    }

    static Movement exit() {
        return generator -> {
            loadBody(generator);
            call(generator, "exit", "(I)V");
        };
    }

    static Movement caught(Parameter exception, int loops) {
        return generator -> {
            loadException(generator, exception);
            loadBody(generator);
            BytecodeHelper.pushConstant(visitor(generator), loops);
            call(generator, "caught", "(Ljava/lang/Throwable;II)V");
        };
    }

    static Movement passing(Parameter exception) {
        return generator -> {
            loadException(generator, exception);
            call(generator, "passing", "(Ljava/lang/Throwable;)V");
        };
    }

    private static Movement marked(String method, long mark) {
        return generator -> {
            visitor(generator).visitLdcInsn(mark);
            call(generator, method, "(J)V");
        };
    }

    private static Movement inBody(String method, int loops) {
        return generator -> {
            loadBody(generator);
            BytecodeHelper.pushConstant(visitor(generator), loops);
            call(generator, method, "(II)V");
        };
    }

    private static void loadBody(AsmClassGenerator generator) {
        int slot = generator
                .getController()
                .getCompileStack()
                .getVariable(BODY, true)
                .getIndex();
        visitor(generator).visitVarInsn(Opcodes.ILOAD, slot);
    }

    private static void loadException(AsmClassGenerator generator, Parameter exception) {
        new VariableExpression(exception).visit(generator);
        var operands = generator.getController().getOperandStack();
        operands.doGroovyCast(ClassHelper.THROWABLE_TYPE);
        operands.remove(1);
    }

    private static void call(AsmClassGenerator generator, String method, String signature) {
        String trail = BytecodeHelper.getClassInternalName(Trail.class);
        visitor(generator).visitMethodInsn(Opcodes.INVOKESTATIC, trail, method, signature, false);
    }

    private static MethodVisitor visitor(AsmClassGenerator generator) {
        return generator.getController().getMethodVisitor();
    }
}
