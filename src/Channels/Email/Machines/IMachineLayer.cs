namespace Ingestion.Channels.Email.Machines;

/// <summary>One kind of sign by which machines give themselves away in a mail's form. Pure; says what it sees and decides nothing.</summary>
internal interface IMachineLayer
{
    void Look(MailUnderTest mail, SignList signs);
}
