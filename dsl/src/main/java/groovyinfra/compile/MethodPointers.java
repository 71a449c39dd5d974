package groovyinfra.compile;

import java.util.List;
import java.util.function.Function;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodPointerExpression;
import org.codehaus.groovy.control.SourceUnit;

/** Finds {@code value.&method} where the value has no such method: the type checker does not say where one stands. */
final class MethodPointers extends CodeVisitorSupport {
    private final Unknown unknown;
    private final Function<Expression, ClassNode> typeOf;
    private final SourceUnit source;

    MethodPointers(Unknown unknown, Function<Expression, ClassNode> typeOf, SourceUnit source) {
        this.unknown = unknown;
        this.typeOf = typeOf;
        this.source = source;
    }

    @Override
    public void visitMethodPointerExpression(MethodPointerExpression pointer) {
        super.visitMethodPointerExpression(pointer);
        ClassNode receiver = typeOf.apply(pointer.getExpression());
        String name = pointer.getMethodName().getText();
        List<MethodNode> found = pointer.getNodeMetaData(MethodNode.class);
        if (found == null || found.isEmpty()) {
            return;
        }
        SideDoor.called(found.getFirst()).ifPresent(it -> it.found(pointer.getMethodName(), source));
        if (!OpenTypes.open(receiver) && isUnknown(found.getFirst())) {
            unknown.method(pointer.getMethodName(), OpenTypes.named(receiver), name);
        }
    }

    private static boolean isUnknown(MethodNode method) {
        return method.getDeclaringClass().equals(OpenTypes.OPERATORS);
    }
}
