package groovyinfra.compile;

import java.util.List;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.stmt.ReturnStatement;
import org.codehaus.groovy.ast.tools.GenericsUtils;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.syntax.Types;
import org.codehaus.groovy.transform.GroovyASTTransformation;
import org.codehaus.groovy.transform.sc.StaticCompilationVisitor;
import org.codehaus.groovy.transform.sc.StaticCompileTransformation;
import org.codehaus.groovy.transform.stc.StaticTypeCheckingVisitor;

/**
 * The static compilation of user code. Its type checker takes a collection of something narrower, or of open values, for one that is
 * declared of something wider, as a collection goes through a program that is not compiled statically: a {@code List<Integer>} is a
 * {@code List<Object>}.
 */
@GroovyASTTransformation(phase = CompilePhase.INSTRUCTION_SELECTION)
public final class UserCompilation extends StaticCompileTransformation {

    @Override
    protected StaticTypeCheckingVisitor newVisitor(SourceUnit unit, ClassNode type) {
        return new Checker(unit, type);
    }

    private static final class Checker extends StaticCompilationVisitor {
        Checker(SourceUnit unit, ClassNode type) {
            super(unit, type);
        }

        @Override
        protected ClassNode getResultType(ClassNode left, int operation, ClassNode right, BinaryExpression expression) {
            ClassNode result = super.getResultType(left, operation, right, expression);
            return operation == Types.ASSIGN && result != null ? as(left, result) : result;
        }

        @Override
        protected void typeCheckAssignment(
                BinaryExpression assignment,
                Expression left,
                ClassNode leftType,
                Expression right,
                ClassNode rightType) {
            super.typeCheckAssignment(assignment, left, leftType, right, as(leftType, rightType));
        }

        @Override
        protected boolean typeCheckMethodsWithGenericsOrFail(
                ClassNode receiver, ClassNode[] arguments, MethodNode method, Expression location) {
            Parameter[] parameters = method.getParameters();
            ClassNode[] taken = arguments.clone();
            for (int i = 0; i < Math.min(taken.length, parameters.length); i++) {
                taken[i] = as(parameters[i].getOriginType(), taken[i]);
            }
            return super.typeCheckMethodsWithGenericsOrFail(receiver, taken, method, location);
        }

        /** {@code value[key] = element}, where what the key is shows when it runs. */
        @Override
        protected List<MethodNode> findMethod(ClassNode receiver, String name, ClassNode... arguments) {
            List<MethodNode> found = super.findMethod(receiver, name, arguments);
            return found.isEmpty() && name.equals("putAt") && OpenTypes.anyOpen(arguments)
                    ? OpenTypes.operator(name, arguments)
                    : found;
        }

        @Override
        protected ClassNode checkReturnType(ReturnStatement statement) {
            MethodNode method = typeCheckingContext.getEnclosingMethod();
            boolean taken = method != null
                    && typeCheckingContext.getEnclosingClosure() == null
                    && OpenTypes.holds(method.getReturnType(), getType(statement.getExpression()));
            return taken ? null : super.checkReturnType(statement);
        }

        /** What is given, where the type checker takes it as it is. */
        private static ClassNode as(ClassNode declared, ClassNode given) {
            boolean same = declared.getGenericsTypes() == null
                    || GenericsUtils.buildWildcardType(declared).isCompatibleWith(wrapTypeIfNecessary(given));
            return !same && OpenTypes.holds(declared, given) ? declared : given;
        }
    }
}
