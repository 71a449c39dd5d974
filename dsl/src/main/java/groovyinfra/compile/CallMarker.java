package groovyinfra.compile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.expr.ArrayExpression;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ClassExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.ConstructorCallExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.EmptyExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.SpreadExpression;
import org.codehaus.groovy.ast.expr.StaticMethodCallExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.syntax.Types;
import org.codehaus.groovy.transform.sc.ListOfExpressionsExpression;
import org.codehaus.groovy.transform.sc.TemporaryVariableExpression;

/**
 * Marks the calls in expressions: the trail is moved to the site of a call when all that the call needs is evaluated, which is
 * right after the last of its parts that makes calls itself, or right before the whole where no part does.
 */
@SuppressWarnings("ReferenceEquality") // a node is itself, whatever others look like
final class CallMarker {
    private final Sites sites;
    private final Consumer<ClosureExpression> closures;
    /** Marked expressions that contain a site. */
    private final Set<Expression> sited = Collections.newSetFromMap(new IdentityHashMap<>());
    /** Expressions that the static compiler uses in several places, by what they were marked as. */
    private final IdentityHashMap<Expression, Expression> temporaries = new IdentityHashMap<>();

    CallMarker(Sites sites, Consumer<ClosureExpression> closures) {
        this.sites = sites;
        this.closures = closures;
    }

    boolean hasSites(Expression expression) {
        return sited.contains(expression);
    }

    /** The expression, marked; often the same object. */
    Expression mark(Expression expression) {
        return switch (expression) {
            case null -> null;
            case ConstantExpression it -> it;
            case VariableExpression it -> it;
            case ClassExpression it -> it;
            case EmptyExpression it -> it;
            case ClosureExpression it -> {
                closures.accept(it);
                yield it;
            }
            case TupleExpression it -> inPlace(it, it.getExpressions());
            case ListExpression it -> inPlace(it, it.getExpressions());
            case ArrayExpression it -> rebuilt(it);
            case MapExpression it -> map(it);
            case DeclarationExpression it -> declaration(it);
            case BinaryExpression it -> binary(it);
            case MethodCallExpression it -> methodCall(it);
            case StaticMethodCallExpression it -> call(it, List.of(mark(it.getArguments())));
            case ConstructorCallExpression it -> call(it, List.of(mark(it.getArguments())));
            case PropertyExpression it -> property(it);
            case ListOfExpressionsExpression it -> sequence(it);
            case TemporaryVariableExpression it -> temporaries.computeIfAbsent(it, ignored -> rebuilt(it));
            default -> rebuilt(expression);
        };
    }

    private <E extends Expression> Expression inPlace(E container, List<Expression> elements) {
        for (int i = 0; i < elements.size(); i++) {
            Expression old = elements.get(i);
            Expression marked = mark(old);
            if (marked != old) {
                elements.set(i, marked);
            }
            inherit(container, marked);
        }
        return container;
    }

    private Expression map(MapExpression map) {
        List<MapEntryExpression> entries = map.getMapEntryExpressions();
        for (int i = 0; i < entries.size(); i++) {
            MapEntryExpression old = entries.get(i);
            Expression marked = mark(old);
            if (marked != old) {
                entries.set(i, (MapEntryExpression) marked);
            }
            inherit(map, marked);
        }
        return map;
    }

    private Expression declaration(DeclarationExpression declaration) {
        Expression value = mark(declaration.getRightExpression());
        declaration.setRightExpression(value);
        inherit(declaration, value);
        return declaration;
    }

    private Expression binary(BinaryExpression binary) {
        if (binary.getClass() != BinaryExpression.class) {
            return rebuilt(binary);
        }
        int operation = binary.getOperation().getType();
        if (operation == Types.ASSIGN) {
            return assignment(binary);
        }
        Expression left = mark(binary.getLeftExpression());
        Expression right = mark(binary.getRightExpression());
        binary.setLeftExpression(left);
        binary.setRightExpression(right);
        inherit(binary, left);
        inherit(binary, right);
        if (operation == Types.LOGICAL_AND || operation == Types.LOGICAL_OR || !hasSites(binary)) {
            return binary;
        }
        long site = sites.next(binary);
        if (hasSites(right)) {
            binary.setRightExpression(after(right, site));
        } else {
            binary.setLeftExpression(after(left, site));
        }
        return binary;
    }

    /** The right side is evaluated before the left one. */
    private Expression assignment(BinaryExpression assignment) {
        Expression value = mark(assignment.getRightExpression());
        assignment.setRightExpression(value);
        Expression target = assignment.getLeftExpression();
        List<Expression> parts = new ArrayList<>(List.of(value));
        switch (target) {
            case PropertyExpression property -> {
                property.setObjectExpression(mark(property.getObjectExpression()));
                parts.add(property.getObjectExpression());
            }
            case BinaryExpression index -> {
                index.setLeftExpression(mark(index.getLeftExpression()));
                index.setRightExpression(mark(index.getRightExpression()));
                parts.add(index.getLeftExpression());
                parts.add(index.getRightExpression());
            }
            default -> {
                inherit(assignment, value);
                return assignment;
            }
        }
        long site = sites.next(assignment);
        Expression last = lastWithSites(parts);
        if (last == null) {
            return siteBefore(assignment, site);
        }
        sited.add(assignment);
        if (last == value) {
            assignment.setRightExpression(after(value, site));
        } else if (target instanceof PropertyExpression property) {
            property.setObjectExpression(after(last, site));
        } else if (target instanceof BinaryExpression index && last == index.getRightExpression()) {
            index.setRightExpression(after(last, site));
        } else if (target instanceof BinaryExpression index) {
            index.setLeftExpression(after(last, site));
        }
        return assignment;
    }

    private Expression methodCall(MethodCallExpression call) {
        call.setObjectExpression(mark(call.getObjectExpression()));
        call.setMethod(mark(call.getMethod()));
        call.setArguments(mark(call.getArguments()));
        long site = sites.next(position(call));
        if (hasSites(call.getArguments())) {
            call.setArguments(after(call.getArguments(), site));
        } else if (hasSites(call.getMethod())) {
            call.setMethod(after(call.getMethod(), site));
        } else if (hasSites(call.getObjectExpression())) {
            call.setObjectExpression(after(call.getObjectExpression(), site));
        } else {
            return siteBefore(call, site);
        }
        sited.add(call);
        return call;
    }

    private static ASTNode position(MethodCallExpression call) {
        return call.getMethod().getLineNumber() > 0 && call.isImplicitThis() ? call.getMethod() : call;
    }

    private Expression call(Expression call, List<Expression> arguments) {
        long site = sites.next(call);
        Expression last = lastWithSites(arguments);
        if (last == null) {
            return siteBefore(call, site);
        }
        after(last, site);
        sited.add(call);
        return call;
    }

    /** A row of properties, as in {@code host.data.users}, is one site. */
    private Expression property(PropertyExpression property) {
        Expression object = property.getObjectExpression();
        if (object instanceof PropertyExpression inner) {
            Expression root = inner;
            while (root instanceof PropertyExpression further) {
                root = further.getObjectExpression();
            }
            Expression marked = mark(root);
            if (!hasSites(marked)) {
                return root instanceof ClassExpression ? property : siteBefore(property, sites.next(property));
            }
            PropertyExpression innermost = inner;
            while (innermost.getObjectExpression() instanceof PropertyExpression further) {
                innermost = further;
            }
            innermost.setObjectExpression(after(marked, sites.next(property)));
            sited.add(property);
            return property;
        }
        Expression marked = mark(object);
        if (!hasSites(marked)) {
            return object instanceof ClassExpression ? property : siteBefore(property, sites.next(property));
        }
        property.setObjectExpression(after(marked, sites.next(property)));
        sited.add(property);
        return property;
    }

    /** What the static compiler makes of {@code a.b = c}: the value is kept, then the setter is called. */
    private Expression sequence(ListOfExpressionsExpression sequence) {
        return rebuilt(sequence);
    }

    private Expression rebuilt(Expression expression) {
        IdentityHashMap<Expression, Expression> marked = new IdentityHashMap<>();
        List<Expression> parts = new ArrayList<>();
        expression.transformExpression(part -> {
            if (part != null) {
                parts.add(part);
            }
            return part;
        });
        boolean changed = false;
        boolean any = false;
        for (Expression part : parts) {
            Expression now = marked.computeIfAbsent(part, this::mark);
            changed |= now != part;
            any |= hasSites(now);
        }
        Expression result = changed
                ? expression.transformExpression(part -> part == null ? null : marked.getOrDefault(part, part))
                : expression;
        if (any) {
            sited.add(result);
        }
        return result;
    }

    private Expression siteBefore(Expression expression, long site) {
        return marked(Marked.before(expression, Movement.at(site)));
    }

    private Expression after(Expression expression, long site) {
        return switch (expression) {
            case TupleExpression it -> {
                afterLast(it.getExpressions(), site);
                yield it;
            }
            case MapExpression it -> {
                afterLast(it.getMapEntryExpressions(), site);
                yield it;
            }
            case MapEntryExpression it
            when hasSites(it.getValueExpression()) ->
                marked(new MapEntryExpression(it.getKeyExpression(), after(it.getValueExpression(), site)));
            case MapEntryExpression it ->
                marked(new MapEntryExpression(after(it.getKeyExpression(), site), it.getValueExpression()));
            case SpreadExpression it -> marked(new SpreadExpression(after(it.getExpression(), site)));
            default -> marked(Marked.after(expression, Movement.at(site)));
        };
    }

    @SuppressWarnings("unchecked")
    private <E extends Expression> void afterLast(List<E> elements, long site) {
        for (int i = elements.size() - 1; i >= 0; i--) {
            if (hasSites(elements.get(i))) {
                elements.set(i, (E) after(elements.get(i), site));
                return;
            }
        }
    }

    private Expression lastWithSites(List<Expression> parts) {
        return parts.reversed().stream().filter(this::hasSites).findFirst().orElse(null);
    }

    private void inherit(Expression whole, Expression part) {
        if (hasSites(part)) {
            sited.add(whole);
        }
    }

    private <E extends Expression> E marked(E expression) {
        sited.add(expression);
        return expression;
    }
}
