using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Ingestion.Worker.Tests.Architecture;

/// <summary>Reads from a compiled assembly who uses whom. Nothing is loaded or run.</summary>
internal sealed class CompiledAssembly : IDisposable
{
    private readonly PEReader file;
    private readonly MetadataReader metadata;
    private readonly string name;

    public CompiledAssembly(Type oneOfIts)
    {
        file = new PEReader(File.OpenRead(oneOfIts.Assembly.Location));
        metadata = file.GetMetadataReader();
        name = metadata.GetString(metadata.GetAssemblyDefinition().Name);
    }

    /// <summary>Names of the assemblies that it needs.</summary>
    public IReadOnlyList<string> References => [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];

    /// <summary>All uses, each once, without those inside one namespace.</summary>
    public IReadOnlyList<TypeUse> Uses()
    {
        var uses = new HashSet<TypeUse>();
        foreach (var handle in metadata.TypeDefinitions)
        {
            var (_, fromNamespace, from) = Identify(handle);
            foreach (var used in NamedBy(metadata.GetTypeDefinition(handle)))
            {
                var (assembly, toNamespace, to) = Identify(used);
                if (fromNamespace.Length > 0 && (toNamespace != fromNamespace || assembly != name))
                {
                    uses.Add(new TypeUse($"{fromNamespace}.{from}", fromNamespace, assembly, toNamespace, to));
                }
            }
        }

        return [.. uses];
    }

    /// <summary>The texts in the code of each namespace.</summary>
    public IEnumerable<(string Namespace, string Type, string Text)> Texts()
    {
        foreach (var handle in metadata.TypeDefinitions)
        {
            var (_, space, type) = Identify(handle);
            foreach (var method in metadata.GetTypeDefinition(handle).GetMethods())
            {
                foreach (var token in CodeTokens.Of(CodeOf(method), strings: true))
                {
                    yield return (space, type, metadata.GetUserString((UserStringHandle)MetadataTokens.Handle(token)));
                }
            }
        }
    }

    public void Dispose() => file.Dispose();

    private HashSet<EntityHandle> NamedBy(TypeDefinition type)
    {
        var named = new HashSet<EntityHandle>();
        var collector = new NamedTypes(handle => named.Add(handle));
        Add(type.BaseType);
        foreach (var handle in type.GetInterfaceImplementations())
        {
            Add(metadata.GetInterfaceImplementation(handle).Interface);
        }

        AddAttributes(type.GetCustomAttributes());
        AddParameters(type.GetGenericParameters());
        foreach (var handle in type.GetFields())
        {
            var field = metadata.GetFieldDefinition(handle);
            field.DecodeSignature(collector, null);
            AddAttributes(field.GetCustomAttributes());
        }

        foreach (var handle in type.GetProperties())
        {
            AddAttributes(metadata.GetPropertyDefinition(handle).GetCustomAttributes());
        }

        foreach (var handle in type.GetMethods())
        {
            var method = metadata.GetMethodDefinition(handle);
            method.DecodeSignature(collector, null);
            AddAttributes(method.GetCustomAttributes());
            AddParameters(method.GetGenericParameters());
            AddCode(handle, method);
        }

        return named;

        void AddCode(MethodDefinitionHandle handle, MethodDefinition method)
        {
            if (method.RelativeVirtualAddress != 0)
            {
                var body = file.GetMethodBody(method.RelativeVirtualAddress);
                if (!body.LocalSignature.IsNil)
                {
                    metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(collector, null);
                }

                foreach (var region in body.ExceptionRegions)
                {
                    Add(region.CatchType);
                }
            }

            foreach (var token in CodeTokens.Of(CodeOf(handle)))
            {
                Add((EntityHandle)MetadataTokens.Handle(token));
            }
        }

        void AddAttributes(CustomAttributeHandleCollection attributes)
        {
            foreach (var handle in attributes)
            {
                Add(metadata.GetCustomAttribute(handle).Constructor);
            }
        }

        void AddParameters(GenericParameterHandleCollection parameters)
        {
            foreach (var constraint in parameters.SelectMany(handle => metadata.GetGenericParameter(handle).GetConstraints()))
            {
                Add(metadata.GetGenericParameterConstraint(constraint).Type);
            }
        }

        void Add(EntityHandle handle)
        {
            if (handle.IsNil)
            {
                return;
            }

            switch (handle.Kind)
            {
                case HandleKind.TypeDefinition or HandleKind.TypeReference:
                    named.Add(handle);
                    break;
                case HandleKind.TypeSpecification:
                    metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(collector, null);
                    break;
                case HandleKind.MethodDefinition:
                    Add(metadata.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType());
                    break;
                case HandleKind.FieldDefinition:
                    Add(metadata.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType());
                    break;
                case HandleKind.MethodSpecification:
                    var method = metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                    method.DecodeSignature(collector, null);
                    Add(method.Method);
                    break;
                case HandleKind.MemberReference:
                    var member = metadata.GetMemberReference((MemberReferenceHandle)handle);
                    Add(member.Parent);
                    if (member.GetKind() == MemberReferenceKind.Method)
                    {
                        member.DecodeMethodSignature(collector, null);
                    }
                    else
                    {
                        member.DecodeFieldSignature(collector, null);
                    }

                    break;
            }
        }
    }

    private byte[] CodeOf(MethodDefinitionHandle handle)
    {
        var address = metadata.GetMethodDefinition(handle).RelativeVirtualAddress;
        return address == 0 ? [] : file.GetMethodBody(address).GetILBytes() ?? [];
    }

    /// <summary>Assembly, namespace and name of the outermost type.</summary>
    private (string Assembly, string Namespace, string Name) Identify(EntityHandle handle)
    {
        if (handle.Kind == HandleKind.TypeDefinition)
        {
            var type = metadata.GetTypeDefinition((TypeDefinitionHandle)handle);
            return type.GetDeclaringType().IsNil
                ? (name, metadata.GetString(type.Namespace), metadata.GetString(type.Name))
                : Identify(type.GetDeclaringType());
        }

        var reference = metadata.GetTypeReference((TypeReferenceHandle)handle);
        return reference.ResolutionScope.Kind switch
        {
            HandleKind.TypeReference => Identify(reference.ResolutionScope),
            HandleKind.AssemblyReference => (
                metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)reference.ResolutionScope).Name),
                metadata.GetString(reference.Namespace),
                metadata.GetString(reference.Name)),
            _ => (name, metadata.GetString(reference.Namespace), metadata.GetString(reference.Name)),
        };
    }
}
