package groovyinfra.compile;

import java.util.function.Function;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.BitwiseNegationExpression;
import org.codehaus.groovy.ast.expr.ConstructorCallExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PostfixExpression;
import org.codehaus.groovy.ast.expr.PrefixExpression;
import org.codehaus.groovy.ast.expr.UnaryMinusExpression;
import org.codehaus.groovy.ast.expr.UnaryPlusExpression;
import org.codehaus.groovy.ast.tools.GeneralUtils;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.syntax.Types;
import org.codehaus.groovy.transform.sc.StaticCompilationMetadataKeys;
import org.codehaus.groovy.transform.stc.ExtensionMethodNode;
import org.codehaus.groovy.transform.stc.StaticTypesMarker;

/**
 * Finds what the type checker passes where a value is open, and the generator cannot: {@code value[key]} gets a method, a comparison
 * of two types an open side, the rest is noted for {@link OpenSteps}.
 */
final class OpenUses extends CodeVisitorSupport {
    private static final ClassNode ITERABLE = ClassHelper.make(Iterable.class);

    private final SourceUnit source;
    private final Function<Expression, ClassNode> typeOf;
    private final MethodNode getAt;

    OpenUses(SourceUnit source, Function<Expression, ClassNode> typeOf, MethodNode getAt) {
        this.source = source;
        this.typeOf = typeOf;
        this.getAt = getAt;
    }

    @Override
    public void visitBinaryExpression(BinaryExpression expression) {
        int operation = expression.getOperation().getType();
        if (operation == Types.LEFT_SQUARE_BRACKET && openElement(expression)) {
            if (expression.isSafe()) {
                OpenSteps.note(expression);
            } else if (expression.getNodeMetaData(StaticCompilationMetadataKeys.BINARY_EXP_TARGET) == null) {
                expression.putNodeMetaData(
                        StaticCompilationMetadataKeys.BINARY_EXP_TARGET, new Object[] {getAt, "getAt"});
            }
        }
        if (operation == Types.COMPARE_TO && !sameType(expression)) {
            expression.setRightExpression(GeneralUtils.castX(ClassHelper.OBJECT_TYPE, expression.getRightExpression()));
        }
        if (OpenSteps.several(expression) && open(expression.getRightExpression()) && collection(expression)) {
            OpenSteps.note(expression);
        }
        if (operation == Types.REMAINDER_EQUAL
                && expression.getNodeMetaData(StaticCompilationMetadataKeys.BINARY_EXP_TARGET) != null) {
            OpenSteps.note(expression); // the static compiler would not assign
        }
        if (OpenSteps.assigns(expression) && expression.getLeftExpression() instanceof BinaryExpression assigned) {
            if (operation != Types.ASSIGN && changesOpen(expression, assigned)) {
                note(expression, assigned);
            }
            target(assigned);
            expression.getRightExpression().visit(this);
        } else {
            super.visitBinaryExpression(expression);
        }
    }

    @Override
    public void visitPrefixExpression(PrefixExpression expression) {
        step(expression, expression.getExpression());
        target(expression.getExpression());
    }

    @Override
    public void visitPostfixExpression(PostfixExpression expression) {
        step(expression, expression.getExpression());
        target(expression.getExpression());
    }

    @Override
    public void visitUnaryMinusExpression(UnaryMinusExpression expression) {
        noteIfOpen(expression, expression.getExpression());
        super.visitUnaryMinusExpression(expression);
    }

    @Override
    public void visitUnaryPlusExpression(UnaryPlusExpression expression) {
        noteIfOpen(expression, expression.getExpression());
        super.visitUnaryPlusExpression(expression);
    }

    @Override
    public void visitBitwiseNegationExpression(BitwiseNegationExpression expression) {
        noteIfOpen(expression, expression.getExpression());
        super.visitBitwiseNegationExpression(expression);
    }

    @Override
    public void visitConstructorCallExpression(ConstructorCallExpression call) {
        if (!call.isSpecialCall() && call.getNodeMetaData(StaticTypesMarker.DIRECT_METHOD_CALL_TARGET) == null) {
            OpenSteps.note(call);
        }
        super.visitConstructorCallExpression(call);
    }

    @Override
    public void visitMethodCallExpression(MethodCallExpression call) {
        boolean plain = !call.isSafe() && !call.isSpreadSafe();
        if (plain && "get".equals(call.getMethodAsString()) && hasTwo(call.getArguments()) && ofMap(call)) {
            OpenSteps.note(call);
        }
        super.visitMethodCallExpression(call);
    }

    private static boolean hasTwo(Expression arguments) {
        return arguments instanceof ArgumentListExpression list
                && list.getExpressions().size() == 2;
    }

    /** Whether the method may be Groovy's for maps, and is none that the receiver declares itself. */
    private boolean ofMap(MethodCallExpression call) {
        ClassNode receiver = typeOf.apply(call.getObjectExpression());
        if (OpenTypes.open(receiver)) {
            return true;
        }
        Object target = call.getNodeMetaData(StaticTypesMarker.DIRECT_METHOD_CALL_TARGET);
        return GeneralUtils.isOrImplements(receiver, ClassHelper.MAP_TYPE)
                && (target instanceof ExtensionMethodNode || !(target instanceof MethodNode));
    }

    /** What is written to is not only read. */
    private void target(Expression target) {
        if (target instanceof BinaryExpression element) {
            element.getLeftExpression().visit(this);
            element.getRightExpression().visit(this);
        } else {
            target.visit(this);
        }
    }

    /** The generator has code for steps of elements that are numbers. */
    private void step(Expression expression, Expression target) {
        boolean element = target instanceof BinaryExpression;
        if (element && !ClassHelper.isPrimitiveType(ClassHelper.getUnwrapper(typeOf.apply(target)))) {
            target.removeNodeMetaData(StaticCompilationMetadataKeys.BINARY_EXP_TARGET);
            note(expression, target);
        } else {
            noteIfOpen(expression, target);
        }
    }

    private void noteIfOpen(Expression expression, Expression value) {
        if (open(value)) {
            note(expression, value);
        }
    }

    private void note(Expression expression, Expression value) {
        if (OpenSteps.possible(expression)) {
            OpenSteps.note(expression);
        } else {
            CompileProblem.at(
                            expression,
                            "Assignment is too short",
                            "of what type '" + value.getText() + "' is shows only when it runs",
                            "Write it out, with = and all of the right side")
                    .report(source);
        }
    }

    private boolean collection(BinaryExpression operator) {
        ClassNode left = typeOf.apply(operator.getLeftExpression());
        return left != null && (left.isArray() || GeneralUtils.isOrImplements(left, ITERABLE));
    }

    /** Whether the generator's short ways of comparing are right: it takes the left type for that of a number on the right. */
    private boolean sameType(BinaryExpression operator) {
        ClassNode left = typeOf.apply(operator.getLeftExpression());
        return left != null && left.equals(typeOf.apply(operator.getRightExpression()));
    }

    private boolean changesOpen(BinaryExpression change, BinaryExpression element) {
        return open(element.getLeftExpression())
                || OpenSteps.possible(change)
                        && (openElement(element) || OpenTypes.elementsOpen(typeOf.apply(element.getLeftExpression())));
    }

    private boolean openElement(BinaryExpression element) {
        return open(element.getLeftExpression()) || open(element.getRightExpression());
    }

    private boolean open(Expression value) {
        return OpenTypes.open(typeOf.apply(value));
    }
}
