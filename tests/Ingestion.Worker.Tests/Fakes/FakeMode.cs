namespace Ingestion.Worker.Tests.Fakes;

public enum FakeMode
{
    Strict,
    VeryLenient,
}
