/**
 * The port that the language implements: a compiled deploy file, and what it may ask of the engine while it is evaluated.
 *
 * <p>The runner knows deploy files only through these types; the {@code dsl} module provides a {@link
 * groovyinfra.deploy.DeployLoader} as a service.
 */
package groovyinfra.deploy;
